"""English: a lead asks to be put in touch with sales."""

from vito_plugin_lead_gen.rules.signals import Group, Signal

SIGNALS = (
    Signal(
        Group.INTENT,
        "asks_contact",
        65,
        r"""
(?:who|whom|who else) (?:do|can|should|could|would|may|must|to|is the|are the) (?:i |we )?<0-3>(?:talk|speak|
    contact|email|call|reach|write|ask|message|get in touch|dm|person|deal with|go to|connect|buy|sell|bribe)
who (?:covers|serves|supplies|represents|distributes) (?:the |our )?\w+<e>
who (?:handles|covers|deals with|takes|looks after|does) (?:\w+ ){0,3}(?:orders|sales|enquiries|inquiries|
    quotes|accounts|licensing|bookings|onboarding|partnerships|distribution|purchases|demos|for \w+)
(?:talk|speak|chat|connect|get in touch|get on a call|hop on a call|jump on a call|meet) (?:to|
    with) <0-3>(?:sales|rep|reps|representative|someone|somebody|advisor|adviser|consultant|account manager|
    account executive|executive|your team|a human|human|person|specialist|expert|you guys|a real|sales team)
(?:call|reach out|talk|speak|chat) (?:to (?:me|us) )?about (?:our|my) (?:setup|needs|project|requirements|case
    |situation|\w+)
(?:can|could|would|will|please|have|get|want|need|let|hoping|may|kindly|someone|somebody|rep|anyone|team|
    would like) <0-6>(?:call|contact|reach out to|reach out|reach|email|text|message|ring|phone|get back to|
    get in touch with|follow up with|connect with|dm|pm|whatsapp|hit up) (?:me|us|my|our)
(?:someone|somebody|anyone|rep|sales|your team) (?:to |please |can |could |kindly |from sales |
    in sales ){0,3}(?:reach out|get in touch|follow up|contact me|call)(?! (?:my ex|your (?:mom|ex)))
(?:give me|give us|would love|would like|appreciate|want|need|get|expect|set up|up for|arrange|schedule|book|
    have|do|on|open to|squeeze in|request) (?:a|an|on a|our|some) (?:quick |short |intro |brief |discovery |
    sales |phone |video |10 minute |15 minute |30 minute |follow up |call ){0,2}(?:call|ring|buzz|meeting|
    appointment|consultation|consult|callback|call back|zoom|visit|site visit|discovery call|conversation|spot
    |slot|session|seat|table|viewing|fitting|class)(?! (?:me|was|with my (?:mom|therapist|boss)|it|home))
(?:book|schedule|reserve) (?:\w+ ){0,2}(?:spot|slot|session|seat|appointment|consultation|call|meeting|visit|
    class|time)
<s>(?:call|email|dm|pm|message|inbox|contact|whatsapp|pm me|talk to|sell to|hmu) (?:me|us)<e>
(?:call|email|dm|pm|message|contact|reach|whatsapp) (?:me|us) (?:at|back|about|with|details|info|the|please|
    emailx|asap|directly|your|a price|more)
(?:reach|contact|get hold of|get in touch with|email|number for|contact for|line for|talk to|speak to|
    speak with|talk with) <0-2>sales
sales (?:team|rep|contact|email|number|department|person|people|phone|line|address|office)(?= [^.]{0,60}\?)
(?:my|our|here is my) (?:\w+ )?(?:email|number|cell|contact) (?:is|:|phonex|emailx)
(?:to be|be|being|get) (?:contacted|called|called back)
(?:number|email|contact|details) (?:is |are )?in my (?:profile|bio)
(?:bring|come|visit|stop by|swing by|send someone|pop) (?:[^ ]+ ){0,4}(?:to|at|by|round) our (?:site|office|
    shop|store|warehouse|plant|clinic)
(?:what is|whats|got|do you have|is there|drop|share|looking for) (?:a|an|the|your) <0-2>(?:phone number|
    contact email|email address|contact number|contact form|booking link|calendar link|calendly|sales email)
""",
    ),
    Signal(
        Group.INTENT,
        "asks_contact",
        60,
        r"""
<s>let us talk<e>|let us talk (?:business|numbers|pricing|terms|about (?:our|your|terms|pricing))
(?:have|get|ask|tell) (?:your|ur|the|a|someone from) (?:sales |regional |local |nearest )?(?:team|rep|people|
    person|guy|guys|manager|advisor) (?:to )?(?:call|ring|phone|email|contact|write|reach|visit|message|drop)
(?:whom|who|where) (?:do|can|should|could|would|may) (?:i|we) (?:contact|write|approach|send|submit|forward|
    direct|address|email|ask|speak|talk)(?! (?:back|the (?:faulty|broken|photos)))
(?:speak|talk|write) (?:to|with) (?:who\w*|the person|the one|someone)
(?:name|details|address|contact) of (?:your|the|a) (?:\w+ )?(?:partner|reseller|distributor|dealer|rep|sales|
    office|stockist)
(?:screen share\w*|screen (?:call|sharing)|demo call|walk our \w+|sit down with|meet with (?:us|our)|
    come and (?:show|see)|send someone)
(?:discuss|talk about|explore) (?:a |an |our |the |your )?(?:rollout|partnership|terms|licens\w+|pricing|
    requirements|contract|deployment|options|volume|project|purchase)
get hold of (?:their|your|the|someone|anyone)
anyone (?:from|at) (?:the |your |this )?(?:company|team|brand|sales|business) (?:here|around|reading)
show me what you(?: have)? (?:got|have|can)|convince me(?: to| \.|<e>)
got (?:any |a |some )?(?:slots?|time|minutes|availability|room|space) (?:next|this|on|for|in|tomorrow|today)
(?:as a|i am a|we are a|being a) (?:new|potential|prospective|future) (?:customer|client|buyer)
(?:introduction|intro) to|introduce (?:me|us) to|(?:connect|put) (?:me|us) (?:with|in (?:touch|contact))|
    (?:point|direct|refer|route) (?:me|us) (?:to|toward|towards)
(?:welcome|appreciate|request|requesting|grateful for) (?:a|an|the) (?:\w+ )?(?:introduction|intro|
    conversation|call|meeting|chat|quote|demo|callback|discussion|visit)
(?:your|the) (?:commercial|sales|account|business|partnerships?|licensing|enterprise|channel|
    wholesale) (?:team|department|people|contact|folks|side|manager|director|representative|rep|
    colleagues?)(?= (?:[^.]{0,60}\?|please|\.))
""",
    ),
    Signal(
        Group.INTENT,
        "asks_contact",
        55,
        r"""
(?:arrange|set up|organi[sz]e) for (?:our|my) [^.]{0,60}(?:speak|talk|meet|call|see)
(?:who is|whos|is there) (?:your|ur|a|the) (?:guy|rep|person|contact|dealer|agent|partner|distributor|someone|
    team) (?:in|for|near|around)
(?:like|love|want|happy|keen|need) to (?:discuss|talk about|explore|negotiate|set up|agree|arrange)
(?:advise|guide|help|assist) (?:me|us|on|with) (?:on |with )?(?:the )?(?:purchase|purchasing|buying|ordering|
    next steps|process|setup|choosing|picking|options)
are you (?:at|exhibiting at|attending|going to be at) (?:the )?\w+ (?:fair|expo|conference|show|trade)
show (?:me|us) (?:this|the|your|that) (?:\w+)
who (?:can|could) (?:quote|help|sell|price|supply|assist)
(?:someone|somebody|anyone|person|rep) (?:i|we) (?:can|could|should|may) (?:meet|talk|speak|call|email|write|
    contact|visit|ask|message)
(?:meet|see) (?:someone|somebody|you|a rep|your team|the team) in \w+
(?:my|our) (?:assistant|office|secretary|procurement|buyer|admin|pa|it team|it guy|manager|colleague|
    finance) (?:will|can|could|would) (?:email|call|contact|write|reach|send|follow|get in touch)
who should (?:she|he|they|my \w+|our \w+) (?:call|contact|talk|write|ask|email|speak)
(?:i am|we are) (?:responsible for|in charge of|heading|leading|handling) (?:purchasing|procurement|buying|
    sourcing|it|training|operations|hr|marketing|sales|support|the \w+)
(?:get|put) (?:me|us) (?:through|connected|someone)
""",
    ),
    Signal(
        Group.INTENT,
        "asks_contact",
        50,
        r"""
(?:is there|do you have|got|have you got) (?:someone|somebody|anyone|a person|a rep|people|
    a team) (?:\w+ ){0,5}(?:who|that|to|near|around|in|for)
(?:visit|come to|come see|call on|drop by) (?:us|our|my)(?= [^.]{0,60}(?:\?|office|site|clinic|shop))
(?:call|ring|phone|email) (?:our|my) (?:office|clinic|shop|store|practice|desk|reception|number|manager|boss|
    front desk)
""",
    ),
)
