"""What the test exchange does: its configuration files, as text. `{…}` is filled in by `asterisk.py`."""

from __future__ import annotations

MODULES = (
    "pbx_config res_sorcery_config res_sorcery_memory res_sorcery_astdb res_pjproject res_pjsip "
    "res_pjsip_session res_pjsip_pubsub res_pjsip_sdp_rtp res_pjsip_rfc3326 res_pjsip_authenticator_digest "
    "res_pjsip_nat res_pjsip_endpoint_identifier_user res_pjsip_endpoint_identifier_anonymous "
    "res_pjsip_caller_id res_rtp_asterisk res_crypto res_srtp chan_pjsip codec_alaw codec_ulaw codec_a_mu "
    "codec_g722 codec_resample format_wav format_pcm res_musiconhold res_timing_timerfd app_playback "
    "app_dial app_queue app_read app_mixmonitor app_originate app_verbose bridge_simple bridge_native_rtp "
    "bridge_builtin_features bridge_softmix func_channel func_logic"
)

ASTERISK = """
[directories]
astetcdir => {inside}/etc
astmoddir => {modules}
astvarlibdir => {inside}/lib
astdbdir => {inside}/lib
astkeydir => {inside}/lib
astdatadir => /usr/share/asterisk
astagidir => {inside}/lib
astspooldir => {inside}/spool
astrundir => {inside}/run
astlogdir => {inside}/log
[options]
verbose = 5
"""

LOGGER = """
[general]
dateformat = %F %T.%3q
[logfiles]
full => notice,warning,error,verbose(5),dtmf
"""

RTP = """
[general]
rtpstart = {rtp}
rtpend = {rtp_end}
"""

PJSIP = """
[udp]
type = transport
protocol = udp
bind = 127.0.0.1:{udp}
[tcp]
type = transport
protocol = tcp
bind = 127.0.0.1:{tcp}
[tls]
type = transport
protocol = tls
bind = 127.0.0.1:{tls}
cert_file = {inside}/etc/server.pem
priv_key_file = {inside}/etc/server.key
method = tlsv1_2
[anonymous]
type = endpoint
context = publico
disallow = all
allow = alaw,ulaw,g722
rtp_symmetric = yes
[probador]
type = endpoint
context = publico
disallow = all
allow = alaw
auth = probador
[probador]
type = auth
auth_type = digest
username = probador
password = {password}
[seguro]
type = endpoint
context = publico
disallow = all
allow = alaw
media_encryption = sdes
"""

MUSIC = """
[default]
mode = files
directory = /usr/share/asterisk/moh
"""

QUEUES = """
[general]
persistentmembers = no
autofill = yes
[cola]
musicclass = default
strategy = ringall
timeout = 5
retry = 1
joinempty = yes
leavewhenempty = no
announce-frequency = 40
min-announce-frequency = 5
announce-position = yes
announce-to-first-user = yes
announce-holdtime = no
periodic-announce = queue-periodic-announce
periodic-announce-frequency = 14
relative-periodic-announce = yes
"""

EXTENSIONS = """
[publico]
exten => principal,1,Answer()
 same => n,MixMonitor({inside}/mix.wav,r({inside}/rx.wav)t({inside}/tx.wav))
 same => n,Set(CHANNEL(language)={voice})
 same => n,Wait(0.5)
 same => n,Read(UNO,vm-opts,1,,1,8)
 same => n,Read(DOS,conf-getpin,1,,1,8)
 same => n,Originate(Local/tarde@agentes,exten,agentes,nadie,1,,a)
 same => n,Queue(cola,,,,90)
 same => n,Hangup()
exten => ocupado,1,Hangup(17)
exten => saturado,1,Hangup(34)
exten => prohibido,1,Hangup(21)
exten => nadie,1,Ringing()
 same => n,Wait(60)
exten => previo,1,Set(CHANNEL(language)={voice})
 same => n,Progress()
 same => n,Wait(0.3)
 same => n,Playback(queue-thankyou,noanswer)
 same => n,Hangup(17)
exten => breve,1,Answer()
 same => n,Set(CHANNEL(language)={voice})
 same => n,Wait(0.5)
 same => n,Playback(queue-thankyou)
 same => n,Wait(0.5)
 same => n,Hangup()
exten => eco,1,Answer()
 same => n,Set(CHANNEL(language)={voice})
 same => n,Wait(0.3)
 same => n,Playback(queue-periodic-announce)
 same => n,Wait(20)

[agentes]
exten => tarde,1,Answer()
 same => n,Wait(24)
 same => n,AddQueueMember(cola,Local/agente@agentes/n)
 same => n,Wait(1)
exten => nadie,1,Answer()
 same => n,Wait(60)
exten => agente,1,Answer()
 same => n,Wait(0.7)
 same => n,Playback({inside}/saludo)
 same => n,Wait(5)
 same => n,Set(CHANNEL(language)={voice})
 same => n,Playback(queue-thankyou)
 same => n,Wait(20)
"""
