"""Contractions, chat spelling and sound spelling, written out; keys are lower case without accents."""

_ENGLISH = """
abt=about|acct=account|addy=address|ain't=is not|aint=is not|any1=anyone|anyboby=anybody|appt=appointment
apt=appointment|aren't=are not|arent=are not|asap=as soon as possible|asapp=as soon as possible
avail=available|availabe=available|availble=available|availible=available|avalable=available|avbl=available
bc=because|biz=business|bizness=business|bout=about|brochur=brochure|can't=can not|cannot=can not
cant=can not|cn=can|couldn't=could not|couldnt=could not|coz=because|cud=could|cuz=because|deets=details
deetz=details|dem0=demo|demoo=demo|didn't=did not|didnt=did not|dis=this|discout=discount|doesn't=does not
doesnt=does not|don't=do not|dont=do not|fwd=forward|gimme=give me|gonna=going to|gotcha=understood
gotta=have to|gov=government|gud=good|hadn't=had not|hasn't=has not|hasnt=has not|haven't=have not
havent=have not|he's=he is|here's=here is|hmu=contact me|how's=how is|howd=how do|howdo=how do
howmuch=how much|hows=how is|hw=how|hwo=how|i'd=i would|i'll=i will|i'm=i am|i've=i have|im=i am|inf=info
infoo=info|informations=information|infos=info|interessted=interested|intersted=interested
intrested=interested|isn't=is not|isnt=is not|it'd=it would|it'll=it will|it's=it is|ive=i have|jus=just
lemme=let me|let's=let us|lets=let us|lmk=let me know|luv=love|mch=much|mchu=much|mcuh=much|mgr=manager
mins=minutes|mo=month|msg=message|mth=month|muc=much|muhc=much|mutch=much|ned=need|nfo=info|pirce=price
pkg=package|pleas=please|pleease=please|pleeease=please|pls=please|plse=please|plss=please|plz=please
plzz=please|ppl=people|prce=price|pric=price|prise=price|prob=probably|pvt=private|qoute=quote|qty=quantity
quot=quote|r=are|recieve=receive|rn=right now|sched=schedule|she's=she is|shiping=shipping
shouldn't=should not|shouldnt=should not|shud=should|signup=sign up|some1=someone|somone=someone
sub=subscription|subs=subscriptions|subscibe=subscribe|sum1=someone|teh=the|that's=that is|thats=that is
there's=there is|theres=there is|they'd=they would|they'll=they will|they're=they are|they've=they have
theyre=they are|thnx=thanks|tho=though|ths=this|thsi=this|thx=thanks|tnx=thanks|ty=thanks|tysm=thanks|u=you
ur=your|w=with|walkthru=walkthrough|wana=want to|wanna=want to|wanting=want|wasn't=was not|wasnt=was not
wat=what|wats=what is|we'd=we would|we'll=we will|we're=we are|we've=we have|weren't=were not|weve=we have
whaddya=what do you|what's=what is|whats=what is|when's=when is|whens=when is|wher=where|where's=where is
wheree=where|wheres=where is|who's=who is|whos=who is|whre=where|wht=what|wit=with|won't=will not
wont=will not|wouldn't=would not|wouldnt=would not|wud=would|wut=what|wya=where are you|y'all=you all
yall=you all|you'd=you would|you'll=you will|you're=you are|you've=you have|youre=you are|youve=you have
yr=year
"""
_SPANISH = """
adonde=donde|ahcer=hacer|ai=hay|aki=aqui|aonde=donde|asen=hacen|aser=hacer|aver=a ver|bn=bien|cm=como
comprarr=comprar|coti=cotizacion|cotisacion=cotizacion|cotisasion=cotizacion|cotizasion=cotizacion
cto=cuanto|cuant=cuanto|cuantoo=cuanto|cuestra=cuesta|cueta=cuesta|d=de|dcto=descuento|desc=descuento
disp=disponible|dnd=donde|dnde=donde|dond=donde|dscto=descuento|embio=envio|embios=envios|enbio=envio
enbios=envios|gracs=gracias|grax=gracias|grcs=gracias|guasap=whatsapp|imfo=info|imformacion=informacion
infor=info|informacio=informacion|informasion=informacion|interesao=interesado|interezada=interesada
interezado=interesado|k=que|ke=que|kero=quiero|kien=quien|kiero=quiero|kisiera=quisiera|komo=como
kuanto=cuanto|kuesta=cuesta|md=dm|mje=mensaje|mp=dm|msj=mensaje|muxo=mucho|mxo=mucho|nececito=necesito
necesitto=necesito|nesecito=necesito|nesesito=necesito|ntp=no te preocupes|pa=para|pal=para el|pcio=precio
plis=please|pliss=please|plox=please|porfa=por favor|porfavor=por favor|porfi=por favor|porfis=por favor
porq=porque|pq=porque|prcio=precio|preciio=precio|precioo=precio|presio=precio|presios=precios|prezio=precio
priv=privado|provar=probar|prueva=prueba|pv=privado|q=que|qanto=cuanto|qe=que|qero=quiero|qien=quien
qiero=quiero|qisiera=quisiera|qro=quiero|quero=quiero|subscripcion=suscripcion|sucripcion=suscripcion
suscripsion=suscripcion|ta=esta|tb=tambien|tbn=tambien|tdc=tarjeta|tmb=tambien|tmbn=tambien|toy=estoy
vdd=verdad|wa=whatsapp|wasap=whatsapp|watsap=whatsapp|wpp=whatsapp|wsp=whatsapp|x=por|xfa=por favor
xfavor=por favor|xke=porque|xq=porque
"""


def _table(*sources: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for source in sources:
        for entry in source.strip().replace("\n", "|").split("|"):
            written, _, meant = entry.partition("=")
            pairs.setdefault(written, meant)
    return pairs


REWRITES = _table(_ENGLISH, _SPANISH)
"""Written → meant. Where both languages have a spelling, English wins."""
