"""Contractions, chat spelling and sound spelling, written out. Keys are folded words (no accents, lower case)."""

_ENGLISH = """
i'm=i am|im=i am|i'd=i would|i'll=i will|i've=i have|ive=i have|you're=you are|youre=you are|ur=your|u=you|r=are
you'd=you would|you'll=you will|you've=you have|youve=you have|yall=you all|y'all=you all|we're=we are|we'd=we would
we'll=we will|we've=we have|weve=we have|they're=they are|theyre=they are|they'd=they would|they'll=they will
they've=they have|it's=it is|it'll=it will|it'd=it would|he's=he is|she's=she is|that's=that is|thats=that is
there's=there is|theres=there is|here's=here is|what's=what is|whats=what is|wats=what is|wat=what|wut=what|wht=what
where's=where is|wheres=where is|who's=who is|whos=who is|how's=how is|hows=how is|when's=when is|whens=when is
let's=let us|lets=let us|don't=do not|dont=do not|doesn't=does not|doesnt=does not|didn't=did not|didnt=did not
can't=can not|cant=can not|cannot=can not|couldn't=could not|couldnt=could not|won't=will not|wont=will not
wouldn't=would not|wouldnt=would not|isn't=is not|isnt=is not|aren't=are not|arent=are not|wasn't=was not
wasnt=was not|weren't=were not|haven't=have not|havent=have not|hasn't=has not|hasnt=has not|hadn't=had not
shouldn't=should not|shouldnt=should not|ain't=is not|aint=is not|wanna=want to|wana=want to|gonna=going to|gotta=have to
gimme=give me|lemme=let me|lmk=let me know|hmu=contact me|pls=please|plz=please|plss=please|plse=please|pleas=please
pleease=please|thx=thanks|ty=thanks|tysm=thanks|thnx=thanks|gotcha=understood|whaddya=what do you|howd=how do|howdo=how do|whens=when is|wya=where are you|fwd=forward|qty=quantity|addy=address|apt=appointment|acct=account|mgr=manager|pkg=package|sub=subscription|subs=subscriptions|pls.=please|plzz=please|plss=please|pleeease=please|intrested=interested|intersted=interested|interessted=interested|brochur=brochure|recieve=receive|discout=discount|shiping=shipping|avalable=available|wanting=want|wants=wants|tnx=thanks|hw=how|mcuh=much|muhc=much|mchu=much|howmuch=how much|mch=much|mutch=much
muc=much|wud=would|cud=could|shud=should|abt=about|bout=about|w=with|wit=with|luv=love|prob=probably|biz=business
bizness=business|deets=details|deetz=details|infos=info|infoo=info|inf=info|nfo=info|informations=information|rn=right now
asap=as soon as possible|asapp=as soon as possible|ppl=people|ths=this|dis=this|gud=good|avail=available
avbl=available|availible=available|availabe=available|availble=available|subscibe=subscribe|somone=someone|sum1=someone
some1=someone|any1=anyone|anyboby=anybody|yr=year|mo=month|mth=month|sched=schedule|appt=appointment|msg=message
pvt=private|ned=need|prise=price|prce=price|pric=price|pirce=price|qoute=quote|quot=quote|demoo=demo|dem0=demo
wher=where|whre=where|wheree=where|hwo=how|thsi=this|teh=the|signup=sign up|walkthru=walkthrough|
free-trial=free trial|cn=can|jus=just|tho=though|bc=because|cuz=because|coz=because|gov=government|mins=minutes
"""
_SPANISH = """
q=que|k=que|ke=que|qe=que|x=por|xfa=por favor|xfavor=por favor|porfa=por favor|porfis=por favor|porfavor=por favor
porfi=por favor|plis=please|pliss=please|plox=please|xq=porque|pq=porque|porq=porque|xke=porque|tb=tambien
tmb=tambien|tbn=tambien|d=de|kiero=quiero|kero=quiero|qiero=quiero|quero=quiero|qero=quiero|kisiera=quisiera|qisiera=quisiera|kuanto=cuanto
qanto=cuanto|cto=cuanto|cuant=cuanto|cuantoo=cuanto|cuando_=cuanto|presio=precio|presios=precios|preciio=precio
prezio=precio|precioo=precio|pcio=precio|prcio=precio|kuesta=cuesta|cueta=cuesta|cuestra=cuesta
informasion=informacion|imformacion=informacion|informacio=informacion|infor=info|imfo=info|cotisacion=cotizacion
cotizasion=cotizacion|cotisasion=cotizacion|coti=cotizacion|ai=hay|aki=aqui|aser=hacer|ahcer=hacer|asen=hacen
ago=ago|bn=bien|grax=gracias|grcs=gracias|gracs=gracias|toy=estoy|ta=esta|pa=para|pal=para el|pa'=para|pa'l=para el
dnd=donde|dond=donde|dnde=donde|adonde=donde|aonde=donde|kien=quien|qien=quien|cm=como|komo=como|comprarr=comprar
nesecito=necesito|nececito=necesito|necesitto=necesito|nesesito=necesito|interezado=interesado|interesao=interesado
interezada=interesada|interesá=interesa|enbio=envio|enbios=envios|embios=envios|embio=envio|envian=envian|mandenme=mandenme|whats=what is
wasap=whatsapp|wsp=whatsapp|wpp=whatsapp|wa=whatsapp|whats app=whatsapp|watsap=whatsapp|guasap=whatsapp|md=dm|mp=dm|pv=privado
priv=privado|inbox=inbox|msj=mensaje|mje=mensaje|dcto=descuento|dscto=descuento|desc=descuento|promo=promo|suscripsion=suscripcion
sucripcion=suscripcion|subscripcion=suscripcion|tdc=tarjeta|provar=probar|prueva=prueba|haber=haber|aver=a ver|disp=disponible
ntp=no te preocupes|qro=quiero|vdd=verdad|tmbn=tambien|c/u=cada uno|muxo=mucho|mxo=mucho
"""


def _table(*sources: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for source in sources:
        for entry in source.replace("\n", "|").split("|"):
            written, _, meant = entry.partition("=")
            if written.strip() and meant.strip():
                pairs.setdefault(written.strip(), meant.strip())
    return pairs


REWRITES = _table(_ENGLISH, _SPANISH)
"""Written → meant. English wins where both languages have a spelling."""
