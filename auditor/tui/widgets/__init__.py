"""Widgets that screens share. They know no core and no store: attributes come down, messages go up."""
