"""Usual first names of Spain, Latin America and English-speaking countries, as they are written.

Names that are as often another word with a capital, a place or a day (Luz, Clara, Julio, Domingo, Concepción,
Mark, Will…) are left out: they are found by the words around them.
"""

from __future__ import annotations

_SPANISH = (
    "Adolfo Adriana Adrián Agustina Agustín Aitana Aitor Alberto Alejandra Alejandro Alfonso Alfredo "
    "Alicia Almudena Amaia Amalia Amparo Ana Anabel Andrea Andrés Aniceto Antonia Antonio Araceli Ariadna "
    "Arturo Álvaro Ángel Ángela Beatriz Begoña Belén Benito Benjamín Bernardo Berta Borja Bruno Camila "
    "Candela Carla Carlos Carlota Carmelo Carmen Catalina Cayetano Cecilia César Concha Cristian Cristina "
    "Cristóbal Daniel Daniela David Diana Diego Edgar Eduardo Elena Elisa Eloísa Elvira Emilia Emilio "
    "Encarna Encarnación Enrique Ernesto Esteban Estefanía Ester Esther Eugenia Eugenio Eva Fabián "
    "Facundo Fátima Federico Felipe Fermín Fernanda Fernando Félix Fidel Francisca Francisco Gabriel "
    "Gabriela Gema Gemma Gerardo Germán Gilberto Gonzalo Gregorio Guillermo Gustavo Héctor Hugo Humberto "
    "Ignacio Iker Inés Inmaculada Irene Irina Isaac Isabel Ismael Iván Jacinto Jaime Javier Jesús "
    "Joaquina Joaquín Jordi Jorge Josefa Josefina Josep José Josué Juan Juana Juanjo Judith Julia Juliana "
    "Julián Laia Laura Leire Leonardo Leonor Leticia Lidia Lorena Lorenzo Lucas Luciano Lucía Luis Luisa "
    "Macarena Magdalena Maite Malena Manolo Manuel Manuela Marc Marcelo Marcos Margarita Mariana Mariano "
    "Maribel Mario Marisa Marisol María Marta Martina Mateo Matilde Matías Mauricio Maximiliano Melisa "
    "Miguel Mireia Miriam Mohamed Moisés Mónica Nacho Natalia Nerea Nicolasa Nicolás Noelia Nuria Octavio "
    "Olga Olivia Omar Óscar Pablo Paco Paloma Paola Patricia Paula Pedro Pepa Pepe Petra Pilar Quique "
    "Rafael Raimundo Ramiro Ramón Raquel Raúl Rebeca Ricardo Roberto Rocío Rodolfo Rodrigo Rogelio Román "
    "Romina Rosalía Rubén Ruth Samuel Sandra Santi Sara Saúl Sebastián Sergio Silvia Simón Sofía Sonia "
    "Susana Tamara Tatiana Teodoro Teresa Tomás Úrsula Valentina Valeria Vanesa Verónica Vicenta Vicente "
    "Víctor Xabier Xavier Ximena Yago Yolanda Zaida Zoe"
)
_ENGLISH = (
    "Aaron Abigail Adam Alan Alexander Alice Amanda Amy Andrew Angela Anna Anne Anthony Ashley Barbara "
    "Benjamin Brandon Brenda Brian Carol Caroline Catherine Charles Cheryl Christina Christine "
    "Christopher Cynthia Daniel Deborah Dennis Diane Donald Donna Dorothy Douglas Edward Elizabeth Emily "
    "Emma Eric Ethan Evelyn George Gregory Hannah Harold Heather Helen Henry Jacob James Janet Jason "
    "Jeffrey Jennifer Jeremy Jessica Joan John Jonathan Joseph Joshua Joyce Judith Julie Justin Karen "
    "Katherine Kathleen Keith Kelly Kenneth Kevin Kimberly Larry Lauren Lawrence Linda Lisa Margaret "
    "Maria Marie Martha Matthew Megan Melissa Michael Michelle Nancy Nathan Nicholas Nicole Oliver Olivia "
    "Pamela Patricia Patrick Paul Peter Philip Rachel Raymond Rebecca Richard Robert Roger Ronald Russell "
    "Ryan Samantha Samuel Sandra Sarah Scott Sharon Shirley Simon Stephanie Stephen Steven Susan Teresa "
    "Thomas Timothy Tyler Vincent Walter William Zachary"
)

FIRST_NAMES = frozenset((*_SPANISH.split(), *_ENGLISH.split()))
