"""English: a lead asks whether it would fit; alone not enough."""

from vito_plugin_lead_gen.rules.signals import Group, Signal

SIGNALS = (
    Signal(
        Group.INTENT,
        "asks_about_fit",
        40,
        r"""
(?:does|do|can|will|would|could|is|are|how (?:does|do|can|well does)) <it> (?:also |even |already |still |
    actually |currently )?<0-4>(?:work|works|integrate|integrates|sync|syncs|connect|connects|include|includes
    |included|come with|come in|compatible|replace|let (?:me|us|my)|suit|suitable|fit|good for|scale|available
    |customi[sz]able|good enough|hard to|easy to|meant for|made for|safe|vegan|gluten|halal|kosher|overkill|
    suited|limited to|self hosted|certified|accredited|designed|beginners?|free|paid|friendly|per seat|
    per user)(?= [^.]{0,140}\?)
(?:will|would|does|can|could) (?:this|it|that|your \w+|the \w+) <0-4>(?:work|fit|help|handle|suit|scale|
    be enough|hold up|play nice|do) (?:for|with|in|on|at|if|my|our|us)
(?:could|can|would|will|does) (?:this|it|your \w+|the \w+) (?:[^ ]+ ){1,8}(?:for (?:us|my|our)|our|
    my) [^.]{0,60}\?
how (?:many|hard|easy|fast|quickly|secure|difficult|soon|customi[sz]able|steep|reliable|accurate|
    long) (?:\w+ ){0,10}(?:users|seats|accounts|channels|languages|servings|units|devices|agents|locations|
    days|set up|setup|to (?:learn|set|install|implement|migrate)|onboard\w*|include\w*)
(?:anyone|somebody|someone|anybody) (?:here )?(?:using|tried|used|with experience) (?:this|it|
    with this) (?:for|with|at|in)
(?:is|are) there (?:a|an|any) <0-3>(?:app|api|version|integration|warranty|contract|limit|minimum|mobile|
    android|ios|desktop|spanish|setup|onboarding|support|guarantee|plan|package|tier|bundle|subscription|
    option|starter|kit|size|level|course|class|way to (?:get|buy|try|import|connect|test|use))
(?:worth it|good fit|right fit|overkill|a fit|suitable) for (?:a|an|my|our|small|someone|solo|one|two|just|
    only|\d+)
(?:are you|you guys|do you|is (?:it|this)) <0-3>(?:enterprise only|only for|us only|b2b|gdpr|hipaa|soc 2|soc2|
    iso|compliant|certified|in the (?:uk|eu|us)|for beginners|for (?:small|solo|freelancers|individuals))
(?:this|that) it \?
""",
    ),
    Signal(
        Group.INTENT,
        "asks_what_is_offered",
        35,
        r"""
(?:do|can|would|could) (?:you|you guys|you all) (?:guys )?(?:also |currently |still |even ){0,2}(?:sell|offer|
    do (?:a|an|any|one|group|bulk|custom|private|white|discounts|rentals?|repairs|installs?|weekend|online|
    in person|evening)|stock|carry|cover|serve|provide|supply|rent|lease|white label|install|onboard|migrate|
    teach|take on|accept|support|cater|handle|work with|set up|manufacture|operate|invoice|bill|train|
    consider)(?= [^.]{1,140}\?)(?! (?:you|a job|internships|this (?:every|all)|that|pranks))
(?:is|are) (?:your|you guys|the) (?:\w+ )?(?:product|tool|platform|app|service|plan|pricing|software|
    course)(?: \w+){0,8} \?
(?:outgrown|outgrew|replace (?:our|my)|replacing (?:our|my|\w+ (?:before|by|this|next|with))|
    being discontinued|ditch(?:ing)? (?:our|my)|fed up with (?:our|my)|moving (?:away|off) (?:from )?|
    current (?:provider|vendor|supplier|tool|system|software|platform))
see how (?:it|this) works
(?:interesting|useful|handy|great|perfect|helpful|big) for (?:my|our|us)
""",
    ),
    Signal(
        Group.INTENT,
        "asks_what_is_offered",
        20,
        r"""
(?:do|would|can) (?:you|you guys) (?:guys )?(?:have(?! to)|make|do|help)(?= [^.]{1,140}\?)
(?:call|text|email|message|ping) (?:me|us) (?:at|on|phonex|emailx|when|tomorrow|today|later)
<s>(?:you |you guys |you all )?got (?:a|an|any|something|one)(?= [^.]{1,100}\?)
(?:drowning in (?!tears|love)|struggling with (?:our|the|bookings|scheduling|leads)|(?:is|are) a (?:mess|
    nightmare)|losing (?:leads|patients|clients|customers|track|sales|orders|bookings)|(?:we|
    i) (?:keep )?(?:lose|miss) (?:[^ ]+ ){0,4}(?:leads|patients|clients|customers|bookings|orders|calls|
    appointments|sales))
""",
    ),
    Signal(
        Group.INTENT,
        "asks_about_fit",
        20,
        r"""
(?:analytics|reporting|reminders|dashboard|inbox|templates?|booking|scheduling|automation|chatbot|sso|api|gdpr
    |hipaa|soc 2|soc2|integrations?)
(?:does|do|can|will|would|could|is|are|how (?:does|do|can|well does)) <it> (?:also |even |already |still |
    actually |currently )?<0-4>(?:support|supports|handle|handles|have (?:a|an|any|the|sso|api)|do (?:invoices
    |reports|payroll|bookings|reminders|multi\w*)|export|import|run on|allow|track|offer|cover|manage|post|
    publish|remind|serve|hipaa|gdpr|able to|used|set up|help|bill|speak|secure|hosted|compliant|store|require|
    built|need a)(?= [^.]{0,140}\?)
(?:do|does|can|could|will|would|is|are) (?:the|your|those|this|it|it all|any of (?:these|
    your)) (?:[^ ]+ ){1,18}\?
""",
    ),
    Signal(
        Group.INTENT,
        "asks_about_fit",
        30,
        r"""
<s>(?:do|does|can|could|will|would|is|are) (?:the|your|yours|this|it) (?:\w+ ){0,2}(?:bot|app|tool|lessons?|
    classes|course|handheld|scanner|tablet|subscription|trial|plan|plans|reports?|software|system|licen[cs]e|
    powder|bar|tub|device|platform|certificate|course|program|units?|bundle|warranty|training|price|discount|
    version)
(?:can|could|do|would|may) (?:we|i) (?:\w+ )?(?:connect|import|export|integrate|use|see|pause|add|cancel|
    subscribe|upgrade|keep|bring|link|plug|install|customi[sz]e|brand|resell|negotiate|start|split|rent|
    combine|schedule|pay|get|need|white)(?: [^ ]+){1,14} \?
(?:can|could|do|would) i subscribe
does (?:it|this) come (?:in|with)
are there (?:any )?(?:\w+ )?(?:slots|classes|courses|spots|sessions|groups|discounts|plans|levels|evening|
    weekend|intensive)
do i need (?:a|an|the|to)
(?:do|does|can|could|will|would) (?:your|yours|these) (?!parents|mom|mum|dad|kids?|dogs?|cats?|friends?|
    husband|wife|boss|hair|family|eyes|legs|arms|neighbou?rs|brother|sister)(?:[^ ]+ ){1,18}\?
(?:you|you guys|you all) (?:also |even |still |currently )?(?:sell|selling|doing|do|ship|shipping|restock\w*|
    offer\w*|install\w*|deliver\w*|stock\w*|carry\w*|take|taking|accept\w*|open|opening|running|run|giving|
    give|hiring out|teach\w*) (?:any |a |an |the |more |those |it |this |trials?|demos?|walk|discounts?|
    promos?|in )(?:[^ ]+ ){0,10}\?
(?:smallest|biggest|cheapest|shortest|fastest|largest|minimum|maximum|longest) \w+ (?:you|that you) (?:sell|
    have|offer|do|make|ship)
(?:would|will|can|could|does|do|may) (?:your|this|the|our|two|three|multiple|existing|new|several|
    my) (?:[^ ]+ ){0,8}(?:share|speak|send|work|let|get|use|pay|see|connect|talk|access|support|handle|cover|
    join)(?: [^ ]+){1,12} \?
(?:easy enough|simple enough|is it (?:hard|easy|simple|difficult)|is that possible|does that work|possible \?)
(?:got|have) (?:it|this|these|them|one|any) in (?:\w+)
\w+ free (?:option|version|one)
""",
    ),
    Signal(
        Group.INTENT,
        "asks_about_fit",
        35,
        r"""
(?:is|would|might) (?:it|that|this) (?:be )?(?:possible|feasible|doable|an option|available|realistic)(?: to
    | for| with|<e>| \?)
(?:feasible|possible|doable|viable|realistic|workable) \?
is it possible (?:to|for)|would it be possible (?:to|for)|(?:any|is there a) (?:chance|way|possibility|
    option) (?:of|to|you|we|i|that|for)
(?:is there|are there) (?:a|an|any) (?:\w+ ){0,2}(?:trial|placement|intro|starter|beginner|minimum|deposit|
    discount|plan|deal|fee|limit|waiting|option|guarantee|contract|demo|version|way|someone|person|app|store|
    shop|class|group|course|course)
(?:pickup|pick it up|click and collect|delivery|drop off|cash on delivery|same day|
    next day)(?= [^.]{0,60}(?:\?|if|in|at|from))
(?:in|at) (?:stores|shops|the store|pharmacies|supermarkets|a shop near|a store near)(?= [^.]{0,40}(?:\?|or|
    near))|(?:store|shop|shops|stores|buy|get|find) (?:\w+ ){0,3}near (?:me|us|\w+)
(?:rent|lease|hire) (?:it|one|this|these|the \w+|instead|rather|them)
(?:trial|try it|test it|plan|sign up|start) without (?:a |giving |entering |adding |any )?(?:card|credit|
    paying|payment|commitment|contract)
(?:first|\d+|two|three|six|one) (?:free )?(?:month|months|week|weeks|days|lessons?|class|
    classes)(?: \w+)? (?:free|trial|still|valid)|still valid|(?:offer|deal|promo|discount|code) still
if (?:you|that|it|this|there) (?:\w+ ){0,3}(?:available|possible|pickup|support\w*|offer|ship|deliver|
    integrate\w*|allowed?|included?|works?)
""",
    ),
)
