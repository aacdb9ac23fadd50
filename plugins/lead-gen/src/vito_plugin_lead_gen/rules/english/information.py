"""English: a lead asks to be told more, or says that it is interested."""

from vito_plugin_lead_gen.rules.signals import Group, Signal

SIGNALS = (
    Signal(
        Group.INTENT,
        "asks_information",
        60,
        r"""
tell (?:me|us) (?:a (?:bit|little) )?(?:more|about (?:this|your|the (?:product|plan|app|tool|service|offer|
    program)))
(?:need|want|send|dm|share|give (?:me|us)|pm|would like|would love|email|requesting|receive|drop|shoot|provide
    |looking for|forward) <0-3><info>
<s>(?:more |further )?<info>(?: (?:please|in dm|dm|via dm|by dm|on this|to dm))?<e>
(?:send|dm|pm|email|message|text|inbox|forward|shoot|drop|share)(?: me| us| over| the){1,3} (?:\w+ )?(?:link|
    links|specs|something|whatever|paperwork|contract)
(?:learn|know|hear|find out|read|understand|discover) (?:a (?:bit|little) )?more(?! (?:people|of (?:this|you|
    these)|from you|often))
(?:want|would like|would love|curious|keen|wondering|looking) (?:to )?(?:learn|know|hear|find out|understand|
    see)? ?(?:more about|about (?:your|the (?:product|plan\w*|app|tool|program|course|pricing|price))|how your
    |if (?:it|this|your|you would|you could|you can|you do|you offer)|whether (?:it|this|your|you))
(?:do you have|got|have you got|is there|where is) (?:a|an|any|your) (?:brochure|catalog|catalogue|website|
    one pager|faq|datasheet|menu|price list|case studies|case study|sizing guide|comparison|spec)
(?:what|which) <0-1>(?:features|plan|plans|tier|package|version|model|size|sizes|flavou?r|flavou?rs|course|
    level) (?:do|does|would|fits?|should|suits?|works?|comes?|include|can|has|have|is (?:best|right|good|the)|
    for)(?! (?:you (?:guys )?(?:doing|having|wearing|use|film)|your|the (?:weekend|day|night)))
(?:what (?:is|do (?:i|we) get|comes|would we get) (?:included|the difference between|in the (?:box|plan|
    package|bundle|kit|basic|pro|free)|with the (?:pro|basic|free|starter|\w+ plan)|for the (?:basic|pro|price
    |money|\w+ plan))|what does (?:the|it|your) <0-3>(?:include|come with)|what is included|
    is there a difference)
what (?:is|are) (?:the|your) <0-3>(?:terms|requirements|options|specs|specifications|dimensions|process|
    schedule|timetable|timeline|hours|lead times?|turnaround|conditions|contract length|minimum|commitment|
    difference|catch|levels?|dates|sizes|colou?rs)(?! (?:of (?:life|fame)))
what (?:is|are) (?:it|this|the app|the product|the \w+) called
(?:difference between|compares? (?:to|with|on|against)|stack up|how is (?:this|it) (?:different|
    better))(?= [^.]{0,120}\?)
how long (?:is|does|are|would|will|until|before|to) (?:the |your |it |we )?<0-3>(?:contract|onboarding|setup|
    set up|implementation|delivery|shipping|migration|course|program|rollout|warranty|integration|take to|
    arrive|trial|lead time|install\w*|up and running)
how (?:does|do|would|is) (?:it|this|the \w+|your \w+|billing|pricing|shipping|onboarding|licensing|enrol\w*|
    registration|delivery|payment|setup|migration|sign up|support|contract) <0-2>(?:work|works|compare|billed|
    priced|handle|integrate|different)(?= (?:for|with|if|in|at|when|on|\?|<e>|\Z))
(?:walk|talk) me through
""",
    ),
    Signal(
        Group.INTENT,
        "asks_information",
        40,
        r"""
(?:more|further|extra|additional|full) (?:info|information|details)
""",
    ),
    Signal(
        Group.INTENT,
        "says_interested",
        60,
        r"""
<s>(?:i am |we are |am |very |super |really |definitely |so |highly |both |me |us |count me |quite |totally |
    mildly |extremely |still |genuinely ){0,3}(?:interested|intrigued|keen|tempted)<e>
(?:i am|we are|am|would be|might be|could be|be|very|super|really|definitely|genuinely|seriously|quite|also|
    extremely|highly|team is) (?:very |quite |really |definitely |super |also )?interested(?! (?:to (?:see|
    know|hear) (?:what|how|your|people)|in (?:your profile|you |what|how (?:this|people|they)|seeing what)))
(?<!you are )(?<!anyone )(?<!if )(?<!was )(?<!immediately )interested (?:in (?:this|it|your|the|a|getting|
    buying|trying|using|learning|one|purchasing|signing|for)|for (?:my|our|a|the)|here|please|!)
(?:would|could|might|will|to|may) (?:really |actually |totally |definitely |maybe )?(?:work|be (?:perfect|
    great|ideal|useful|handy|huge|helpful|amazing|a (?:lifesaver|game changer))|suit|replace|solve|save|fix|
    come in handy|do the trick) <0-4>(?:my|our|us)(?! (?:life|soul))
(?:looks|look|sounds|sound|seems|is|this is|be) <0-3>(?:perfect|great|ideal|useful|exactly|right|good|helpful|
    amazing|handy|fit|what|promising|interesting) <0-4>(?:for|need|needs) <0-1>(?:my|our|us|what (?:we|i))
exactly what (?:i|we|my|our) <0-3>(?:need|needs|looking|been|want|wanted|missing|after)
(?:could|can) (?:really |totally |definitely )?use (?:this|one|something like (?:this|that)|it|a \w+ like)
(?<!you )(?:considering|thinking (?:of|about)|contemplating|debating|toying with|on the fence about|
    leaning towards|holding off on) <0-3>(?:buying|getting (?:this|it|one|these|a|for|the)|trying|switching|
    ordering|ditching|leaving|(?:it|this|one|these) for (?:my|our|the)|signing|investing|subscribing|paying|
    upgrading|your|you guys)
(?:i|we|team|company|currently|still|actively) (?:am |are |is )?(?:currently |actively |still )?(?:comparing|
    evaluating|shortlisting|shopping around|assessing|researching (?:tools|options|platforms|vendors|crms?|
    apps)|vetting|benchmarking|looking at (?:tools|options|platforms|vendors|crms?|apps|alternatives|you|this)
    |reviewing (?:tools|options|platforms|vendors)|scoping|exploring (?:tools|options|alternatives)|
    in the market|sourcing|procuring|tendering)
(?:in the market for|on our shortlist|on my shortlist|shortlist|shortlisted|rfp|rfq|public tender|
    vendor comparison|request for (?:proposal|quotation)|due diligence)
(?:want|need|needs) (?:one|it|this|these|that|mine|some|a few|two|three|\d+)(?: so bad| so badly| badly| asap
    | now| in my (?:life|office|clinic|kitchen|routine|business)| for (?:my|our|the|work)| at (?:my|our)
    | yesterday| as soon| today| right now| like| pronto| delivered| before| by| at work)
(?:yes|yeah|ok) please (?:, )?where<e>
(?:and|send help) ?\(? ?(?:and )?(?:a |the )?price list
<s>(?:i |we |yes i |okay i )?(?:want|need)(?: one| this| it| two| these| mine| in)?<e>
(?:been (?:meaning|wanting|dying) to (?:try|start|buy|get|learn|join|switch|order|book|set|test)|
    been (?:looking|hunting|searching) for|next on my list|on my wish ?list|where has this been|
    where have you been all)
""",
    ),
    Signal(
        Group.INTENT,
        "asks_information",
        45,
        r"""
(?:which|what) (?:\w+ )?(?:plan|plans|package|tier|size|tub|flavou?r|bundle|kit|features|integrations|
    certification)(?: [^ ]+){1,14} \?
(?:which|what) (?:\w+ )?(?:languages?|level|course|program|version|model|class|colou?rs?|channels|
    platforms) (?:do|does|should|would|is best|can|are) (?:you|i|we|it|this)
which (?:one|plan|package|size|tier|version|model|course|tub|flavou?r) (?:do i|do we|should|would|can|does|is|
    includes?|covers?|has|works|comes|are|you)
what (?:would|do) you (?:suggest|recommend|advise)|what do you (?:recommend|suggest)
what is (?:your|the) (?:fastest|cheapest|best|smallest|shortest|biggest|most \w+) (?:program|plan|course|
    option|package|model|way to (?:buy|get|start|order)|contract)
what (?:is|are) (?:the )?(?:turnaround|next intake|process|steps|warranty|catch|difference)(?= )
(?:what|which) do i need to (?:get going|get started|start|sign up|join|order|buy)
(?:explain|clarify|elaborate on|understand) (?:the |on )?(?:difference|plans?|pricing|tiers|packages|billing|
    data residency|contract|options|terms|how (?:it|the|billing|pricing))
is (?:that|this|it) something you (?:do|offer|support|could|can|would)
how (?:is|are|does|do|would) (?:billing|pricing|payment|payments|invoicing|seats|licen[cs]es|shipping|
    onboarding|setup|contracts?|the (?:trial|billing|pricing|contract|subscription|plan|course|classes))
(?:should|do) i (?:get|need|go (?:for|with)|pick|choose|buy) (?:it|this|the|one|a)(?= [^.]{0,80}(?:\?|plan|big
    |pro|or))
is this overkill|or should i get|or should we get
(?:help|tell) (?:me|us) (?:pick|choose|decide|which|find the right)
(?:too old|too late|too small|too early|big enough|small enough|right fit|eligible) (?:to|
    for)(?= [^.]{0,60}\?)
on the fence|tip me over|convince (?:my|our) (?:boss|manager|team|partner|husband|wife)
(?:pdf|something) (?:i|we) can (?:show|forward|share|send)
what are your (?:rates|options|plans|terms|packages|classes|courses)
(?:prices|price list|pdf|brochure|menu|flavou?rs) (?:and|or) (?:prices|flavou?rs|sizes|info|details)
(?:help|advice|guidance|recommendations?|tips) (?:me |us )?(?:on |with |in )?(?:choosing|choose|picking|pick|
    deciding|decide|selecting) (?:between|a|the|which|what|from|one)
(?:can not|can't) decide (?:between|which)|torn between|(?:choosing|deciding|picking|selecting) (?:a|an|
    between|our|the) (?:\w+ ){0,2}(?:vendor|app|provider|platform|tool|system|supplier|crm|partner|two|one|
    plan|course|school|language|helpdesk|software)
(?:what|which) (?:one|plan|option|size|version|package|model|course|tub|flavou?r)? ?(?:would|do|should) (?:you
    |i|we) (?:recommend|suggest|advise|get|buy|choose|pick|go for|start with|need|take)
(?:best|right|ideal|good) (?:plan|option|one|size|version|package|choice|course|model|fit|setup|
    flavou?r) for (?:a|an|my|our|someone|small|two|three|\d+|beginners?|freelancers?|teams?)
what (?:does|would|do) (?:a|an|the|your) (?:typical |usual |normal |average )?(?:rollout|onboarding|
    implementation|setup|contract|engagement|process|timeline|pilot|trial|deployment|migration|integration|
    start|lesson|class|package|plan|quote)(?: \w+){0,4} (?:look|work|cost|involve|include|take|run)
(?:case studies|references|success stories|testimonials|examples|sample reports?|
    documentation)(?= [^.]{0,80}(?:\?|please|from|for))
(?:send|share|get|forward) (?:this|it|that|them|everything|all that) (?:over |through )?to (?:me|us|my)
(?:amazon|store|shop|pharmacy|walmart|target|costco|app store|play store) or (?:your|the|online|your own|
    direct)
""",
    ),
)
