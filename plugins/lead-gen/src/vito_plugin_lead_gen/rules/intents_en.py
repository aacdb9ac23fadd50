"""English: what a lead says."""

from vito_plugin_lead_gen.rules.signals import Group, Signal

_NOT_PRICES = (
    r"time|longer|more|water|coffee|sleep|fun|love|i|we|did|money|people|joy|better|worse|less|of|they|he|she|has|have|too"
    r"|these|your (?:life|hair|energy)|do you (?:make|earn|get|weigh|sleep|drink|eat|love|hate|spend|believe|think|pay|bench)"
    r"|do (?:they|your|people)|does (?:he|she|your|the (?:job|role|position))|is (?:too|enough|fake|true|real|left)"
    r"|effort|work|space|storage|data|weight|protein|sugar|exercise|pressure|drama|hype"
)


def _intent(code: str, points: int, *patterns: str) -> Signal:
    return Signal(Group.INTENT, code, points, patterns)


INTENTS = (
    _intent(
        "asks_price",
        70,
        rf"how much (?!(?:{_NOT_PRICES}) )",
        r"how much (?:do|would|will|should|did) (?:i|we) (?:have to |need to )?(?:pay|owe|budget|shell out|spend)",
        r"how much money (?:is|for|does|would)",
        r"how much (?:of a|is the) (?:discount|deposit|subscription|plan|licen[cs]e|setup|bundle)",
        r"how (?:expensive|pricey|affordable|cheap) (?:is|are|would|does)",
        r"<s>(?:the |your )?<price>(?: (?:list|details|info|per [a-z]+|range|in dm|dm|via dm))?<e>",
        r"<s>(?:the |your )?<price> (?:for|per|of|on) <0-4>[^ ]+ \?",
        r"<s>[$€£]{1,3} \?",
        r"(?:what is|what are|what would|what will|what does|what do|what|whats|which is|know|see|hear|ask|asking|about|"
        r"check|get|has|have) (?:be )?(?:the|your|its|a|some|about)? ?<0-2>(?:price|prices|pricing|cost|costs|rates|fee|fees|"
        r"price list|price range|price point|ballpark) (?:for|of|on|per|if|to|please|like|look|looks|\?)",
        r"what (?:is|are) (?:the|your|its|r) <0-2><price>",
        r"what (?:does|do|would|will|might) (?:it|this|that|one|they|a|the) <0-3>(?:cost|costs|run|set (?:me|us) back|go for|come to)",
        r"what (?:do|would|did) you <0-2>(?:charge|ask for|bill)",
        r"what (?:will|would) <0-3>(?:cost|run) (?:me|us)",
        r"(?:send|share|dm|pm|email|message|text|inbox|forward|provide|drop|need|want|get|have|see|give|request|requesting)"
        r"(?: me| us| over| a| the| your| some| an| my way| you| out| to have| to see| to get| to know){0,4} <0-2>"
        r"(?:price|prices|pricing|quote|quotes|quotation|price list|pricelist|rate card|estimate|rates|cost breakdown|ballpark)",
        r"(?:pricing|price) (?:info|information|details|page|sheet|options|structure|model|plans)(?: please| for <0-3>[^ ]+)? (?:\?|please)",
        r"quote (?:me|us)",
        r"(?:is there|are there|do you have|got|have you got|any|do you offer|do you do|offer|which|what is the|what are the|what|do "
        r"you guys (?:have|do|offer)) <0-3>(?:plan|plans|tier|tiers|package|packages|discount|discounts|deal|deals|promo|"
        r"promos|bulk pricing|pricing|payment plan|instal?lments|coupon|membership|memberships|licenses|licences) "
        r"(?:for|if|on|available|\?|that|would|do|please|$)",
        r"(?:student|bulk|volume|annual|yearly|nonprofit|launch|early bird|educational|group|multi [a-z]+) (?:discount|pricing|rate|billing|"
        r"discounts|deal|plan)",
        r"(?:cheapest|lowest|entry|entry level|starting|starter) (?:plan|tier|price|option|package)",
        r"(?:is|are) (?:it|this|there) <0-2>(?:free|per seat|per user|monthly|a subscription|a one time|one time|paid) <0-5>\?",
        r"(?:monthly|annual|per seat|per user|per month|flat) (?:fee|price|cost|rate|or annual|or yearly) <0-5>\?",
        r"(?:minimum|setup|onboarding|installation|shipping) (?:fee|cost|costs|commitment|order|price|contract|seats) <0-4>\?",
    ),
    _intent(
        "asks_demo",
        70,
        r"<s>(?:free |a |a free |live |quick |the )?<demo><e>",
        r"(?:can|could|may|might|would|how|where|when|want|love|like|need|book|schedule|arrange|set up|get|request|requesting|"
        r"sign me up|sign us up|try|interested|see|join|attend|have|do|offer|any|is there|up|give|show|register|put|add|count|grab) <0-6>"
        r"(?:free |live |quick |short |proper |private |online |virtual |full |real )?<demo> ?<0-5>(?:\?|please|for|with|of|at|this|next|tomorrow|"
        r"today|before|on|in|$)",
        r"(?:book|schedule|arrange|set up|get|request|requesting|want|need|would like|would love|interested in|up|keen|down|ready|asking)"
        r" (?:for |on )?(?:a |an |the |your |my |our |to see |to get |to have |to book |to schedule |some ){0,3}"
        r"(?:free |live |quick |short |proper |private |online |personal |product )?<demo>",
        r"(?:can|could|may|how|where|when|want|like|love|able|possible) (?:do |can )?(?:i|we|to|my team|for us|us) <0-2>"
        r"(?:try|test|trial|pilot|test drive|demo|see it in action|see it live|play around|play with|take it for a spin|have a look at it) ",
        r"(?:show|walk) (?:me|us|my team|our team) (?:how|what|through|around|the)",
        r"see (?:it|this|that|the \w+) (?:in action|live|working|at work|running)",
        r"(?:try|test) (?:it|this|before|out) <0-3>(?:before|first|for free|with)",
        r"(?:when|where) <0-3>(?:next|live) <0-2>(?:demo|webinar|session|walkthrough|onboarding)",
        r"(?:how long|how does|is|are|what happens) <0-3><demo> <0-6>\?",
    ),
    _intent(
        "asks_contact",
        65,
        r"(?:who|whom) (?:do|can|should|could|would|may) (?:i|we) <0-2>(?:talk|speak|contact|email|call|reach|write|ask|message|get in touch)",
        r"who is the (?:right|best) (?:person|contact)",
        r"(?:talk|speak|chat|connect|get in touch|get on a call|hop on a call|jump on a call|meet) (?:to|with) <0-3>(?:sales|rep|representative|"
        r"someone|somebody|advisor|consultant|account manager|your team|you|a human|human|person|specialist|expert|you guys)",
        r"(?:can|could|would|will|please|have|get|want|need|let|hoping|may|kindly|someone|somebody|rep|anyone) <0-6>(?:call|contact|reach out|reach|email|text|message|"
        r"ring|phone|get back to|get in touch with|follow up with|connect with|dm|pm|whatsapp|hit) (?:to )?(?:me|us|my|our)",
        r"(?:give me|give us) a (?:call|ring|shout|buzz)",
        r"<s>(?:call|email|text|dm|pm|message|inbox|contact|whatsapp|ping) (?:me|us)<e>",
        r"(?:call|email|text|dm|pm|message|contact|reach|ping|whatsapp) (?:me|us) (?:at|on|back|about|with|details|info|the|when|tomorrow|today|this|please|phonex|emailx|my|asap|as|for a|to)",
        r"(?:reach|contact|get hold of|get in touch with|email|number for|contact for) <0-3>sales",
        r"sales (?:team|rep|contact|email|number|department|person|people) <0-4>\?",
        r"(?:here is |my )(?:my )?(?:email|number|phone|work email|cell|contact) (?:is|:) ",
        r"(?:schedule|book|set up|arrange|have|hop on|jump on|do|get on|up for) (?:a|an) (?:quick |short |intro |brief |discovery )?(?:call|meeting|appointment|consultation|chat|zoom|visit)",
        r"(?:book|schedule) (?:some |a )?time",
        r"(?:do you have|have you got|is there) (?:a|an) <0-2>(?:reseller|distributor|dealer|store|showroom|rep|partner) (?:in|near|around)",
    ),
    _intent(
        "wants_to_buy",
        70,
        r"(?:want|ready|looking|like|love|need|trying|going|about|plan|planning|hoping|happy|eager|dying|keen|how|where|can|could) (?:do |can |could |would |should |does one )?(?:i |we )?(?:to )?"
        r"(?:go |actually |finally |please )?(?:buy|purchase|order|subscribe|sign up|get started|pre order|preorder|enroll|enrol|upgrade to|onboard|invest in) "
        r"(?!a (?:house|car|home|ticket)|that (?:argument|story))",
        r"(?:how|where) (?:do|can|could|would|should|does) (?:i|we|one|somebody|someone|a person|my team|my company|my clinic|you) <0-2>(?:get|buy|order|join|register|"
        r"apply|download|find|access|start|purchase|grab|pick|preorder|pay|sign|subscribe|enroll|book|go about|proceed) ",
        r"(?:how|where) to (?:buy|get|order|purchase|join|subscribe|sign up|register|start|access|apply|download|book)",
        r"<s>(?:how|where) (?:do|can) (?:i|we) (?:buy|sign|order|join|start|get)<e>",
        r"(?:sign|count) (?:me|us) (?:up|in)",
        r"(?:where|what) is the (?:link|sign up|order form|checkout|waitlist|waiting list)",
        r"(?:link|website|site|url) (?:please|to (?:buy|order|sign up|purchase|subscribe|register|the (?:product|trial|demo|store|shop)))",
        r"<s>(?:the |a )?(?:link|purchase link|order link|sign up link|website)(?: please)? \?",
        r"(?:add|put) (?:me|us) (?:on|to|down|in) <0-2>(?:list|waitlist|waiting list|wait list|beta|queue|next|down|for)",
        r"put (?:me|us) down for",
        r"take (?:all )?my money",
        r"(?:i will|i would|we will|we would|ill) (?:take|have|order|grab|get|buy) (?:\d+|one|two|three|four|five|a few|a couple|a dozen|it|them|this)",
        r"(?:can|could|may) (?:i|we) <0-1>(?:get|order|buy|have|reserve|purchase|preorder|pre order|grab) (?:\d+|one|two|three|a|an|some|it|this|these|mine) <0-6>\?",
        r"(?:shipping|ship|deliver|delivery|shipped|deliveries) (?:to|in|within|outside|international|internationally|worldwide|abroad|overseas|here)",
        r"(?:is|are) (?:it|this|that|they|these|the \w+) <0-2>(?:available|in stock|sold|for sale|on sale|out yet|launched|live|back in stock|offered) (?:in|for|to|at|yet|outside|now|on|\?|near|here|again)",
        r"(?:still|any|back|more) (?:in stock|available|left) <0-3>\?",
        r"when (?:does|will|is|can|do) <0-4>(?:launch|available|restock|come out|be out|coming to|get this|buy|release|back in stock|open) ",
        r"(?:do you|can i|can we|do you guys) <0-1>(?:accept|take|pay with|pay by) (?:paypal|cards?|credit|klarna|installments|cash|amex|crypto|purchase orders?|wire)",
        r"(?:switch|switching|migrate|migrating|move|moving|move over) <0-3>(?:to (?:you|this|your|yours)|from (?!office|home|school))",
        r"(?:we|i) (?:want|would like|would love|are ready|am ready) to <0-1>(?:move forward|proceed|go ahead|roll|implement|adopt|use it|use this|get it|get this|get one|have it|have this|start|try it|try this|join|switch)",
        r"(?:shut up and|just|please) take my",
        r"<s>(?:i am |ok |okay )?sold<e>",
        r"next steps \?",
    ),
    _intent(
        "asks_information",
        60,
        r"tell (?:me|us) (?:a (?:bit|little) )?(?:more|about (?:this|your|the (?:product|plan|app|tool|service|offer|program)))",
        r"(?:more|further|extra|additional|some|any|full|product) <info>(?: please| on| about| for| regarding)",
        r"(?:more|further|full) (?:info|information|details)",
        r"<s>(?:more )?<info>(?: (?:please|in dm|dm|via dm|by dm|on this|to dm))?<e>",
        r"(?:send|share|dm|pm|email|message|text|inbox|forward|provide|drop|shoot|give|mail)(?: me| us| over| some| the| more| your| my| a| any| it| this| that| through| my way){0,4} <0-1>"
        r"(?:info|information|details|brochure|catalog|catalogue|link|links|specs|deck|one pager|datasheet|something|literature)",
        r"(?:learn|know|hear|find out|read|see|understand|discover) more(?: about| on| please| on this)?",
        r"(?:want|like|love|happy|curious|keen|need|wondering|trying) to (?:learn|know|hear|find out|understand) (?:more|about|how|what|if|whether|the)",
        r"(?:do you have|got|have you got|is there) (?:a|an|any) (?:brochure|catalog|catalogue|website|one pager|faq|datasheet|menu|price list|case studies|case study)",
        r"(?:what|which) <0-1>(?:features|plan|plans|package|version|model|option|size|one) (?:do|does|would|is|are|fits?|should|suits?|works?|comes?|you|for|include)",
        r"what is (?:included|the difference between|in the (?:box|plan|package|bundle|kit))",
        r"(?:does|do|is) <0-4>(?:include|included|come with) <0-5>\?",
        r"how long (?:is|does|are|would|will) (?:the |your )?<0-2>(?:contract|onboarding|setup|set up|implementation|delivery|shipping|migration|course|program|rollout|warranty|integration|take to (?:set up|deliver|ship|implement|get))",
        r"how (?:does|do|would) (?:it|this|that|the (?:app|tool|product|program|service|subscription|plan)) <0-2>work(?:s)? (?:for|with|if|in|at|when|on)",
    ),
    _intent(
        "says_interested",
        60,
        r"<s>(?:i am |we are |am |very |super |really |definitely |so |highly |both |me |us |count me |quite |totally ){0,3}(?:interested|intrigued|keen)<e>",
        r"(?:i am|we are|am|would be|might be|could be|be|very|super|really|definitely|genuinely|seriously|quite|also|extremely|highly) interested(?! in (?:your profile|you|what|how (?:this|people|they)|seeing what))",
        r"interested (?:in (?:this|it|your|the|a|getting|buying|trying|using|learning|one|purchasing|signing)|for (?:my|our|a|the)|here|please|!)",
        r"(?:looks|look|sounds|sound|seems|is|this is|be) <0-3>(?:perfect|great|ideal|useful|exactly|right|good|helpful|amazing|handy|fit|what) <0-4>(?:for|need|needs) <0-1>(?:my|our|us|what (?:we|i)) ",
        r"exactly what (?:i|we|my|our) <0-3>(?:need|needs|looking|been|want|wanted)",
        r"could (?:really |totally |definitely )?use (?:this|one|something like (?:this|that)|it)",
        r"(?:considering|thinking (?:of|about)|contemplating) (?:buying|getting|trying|using|switching|ordering|it for|this for|moving|signing|investing|subscribing)",
        r"(?:i|we) (?:am |are )?(?:comparing|evaluating|shortlisting|shopping around|shopping for|weighing|assessing|researching) ",
        r"in the market for",
        r"(?:want|need) (?:one|it|this|these|that|mine|some)(?: so bad| badly| asap| now| in my (?:life|office|clinic|kitchen)| for (?:my|our|the)| at (?:my|our)| yesterday| as soon| today| right now)",
        r"<s>(?:i |we )(?:want|need)(?: one| this| it| two| these| mine)?<e>",
    ),
    _intent(
        "states_need",
        55,
        r"(?:i|we|am|are|been|anyone|currently|desperately|actively|still|company|team|clinic|boss|<s>) (?:am |are |is )?(?:currently |desperately |actively |also |still |been )?(?:looking|searching|hunting|shopping|in need|on the lookout) (?:for|of) <0-5>(?:<thing>|like this|exactly this|this)",
        r"<s>looking for <0-5>(?:<thing>|like this|exactly this|this)",
        r"(?:i|we|team|clinic|company|business|office|shop|store|restaurant|agency|boss) (?:really |desperately |urgently |badly |definitely |also |currently |do |would )?(?:need|needs|require|want|wants|could use|would like|would love) (?:a|an|some|something|one|this|that|it|to (?:find|replace|automate|implement|get|set up|fix|organi[sz]e|switch|stop|streamline))"
        r" <0-5>(?:<thing>|like this|for (?:my|our|the|a|\d+)|for|before|by|asap|with)",
        r"(?:something|a tool|anything|one) (?:like|similar to) (?:this|that|it) <0-1>(?:for|at|in) (?:my|our|us|a|the)",
        r"(?:we|i) have (?:the )?(?:budget|approved|got budget|funding)",
        r"budget (?:is )?(?:approved|of|for|ready|around|set|signed)",
        r"(?:my boss|my manager|our ceo|our director|my team|our team|my director|our cto|my partner|management) (?:wants|asked me|asked us|needs|told me to|is asking|would like|sent me|has asked)",
        r"(?:drowning in|struggling with|sick of|tired of|fed up with|spending hours|waste hours|is a mess|is a nightmare|losing (?:leads|patients|clients|customers|track))",
    ),
    _intent(
        "asks_about_fit",
        40,
        r"(?:does|do|can|will|would|could|is|are) <it> (?:also |even |already |still |actually |currently )?<0-4>(?:work|works|integrate|support|sync|connect|handle|include|come|compatible|have|do|replace|export|"
        r"import|run|let|allow|track|suit|suitable|fit|good|offer|cover|manage|post|publish|scale|remind|send|take|serve|hipaa|gdpr|available|able|use|used|set up|help|deal|bill|speak|customi[sz]able|good enough|hard|easy|secure|meant|made|safe|ok)"
        r" <0-9>\?",
        r"(?:how many|how hard|how easy|how fast|how quickly|how secure|how difficult|how soon) <0-8>\?",
        r"(?:anyone|somebody|someone) (?:here )?(?:using|tried|used) (?:this|it) (?:for|with|at|in)",
        r"(?:is|are) there (?:a|an|any) <0-3>(?:app|api|version|integration|warranty|contract|limit|minimum|mobile|android|ios|desktop|spanish|setup|onboarding|support|guarantee) <0-6>\?",
        r"(?:worth it|good fit|right fit|overkill|a fit) for <0-4>\?",
    ),
)
CONTEXT = (
    Signal(
        Group.CONTEXT,
        "own_business",
        15,
        (
            r"(?:my|our|a|the|small|for) <0-2>(?:team|company|business|clinic|practice|shop|shops|store|stores|agency|firm|restaurant|salon|gym|school|startup|office|department|studio|hospital|warehouse|hotel|bakery|nonprofit|staff|clients|patients|reps|employees)",
            r"(?:i|we) (?:run|own|manage|operate|lead|have|am opening|are opening|just opened) <0-3><org>",
            r"(?:we are|i am) (?:a|an|the|at a|at an|with a) <0-4>(?:<org>|owner|manager|director|founder|coach|consultant|trainer|therapist|dentist|physio|nutritionist|freelancer|realtor|one person|solo|solopreneur)",
        ),
    ),
    Signal(
        Group.CONTEXT,
        "team_size",
        15,
        (
            r"(?:team|group|company|staff|crew|clinic|firm|agency|department) of (?:about |around |roughly |\D{3,8} )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|a dozen|twelve|fifteen|twenty|thirty|fifty|hundred)",
            r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|dozen|twelve|fifteen|twenty|thirty|forty|fifty) (?:[a-z]+ )?<org>",
            r"\d+ (?:person|people|seat|user|man|strong)",
        ),
    ),
    Signal(
        Group.CONTEXT,
        "soon",
        10,
        (
            r"as soon as possible|right away|immediately|urgently|this (?:week|month|quarter|year)|next (?:week|month|quarter|year)|before (?:january|february|march|april|may|june|july|august|september|october|november|december|summer|christmas|the end)|by (?:monday|tuesday|wednesday|thursday|friday|q\d|january|march|june|september)|today|tomorrow|q[1-4]",
        ),
    ),
)
SIGNALS = (*INTENTS, *CONTEXT)
