"""English: a lead asks for a demo, a trial or a sample."""

from vito_plugin_lead_gen.rules.signals import Group, Signal

SIGNALS = (
    Signal(Group.BARE, "asks_demo", 65, r"<s>(?:free |a |a free |live |quick |the )?<demo><e>"),
    Signal(
        Group.INTENT,
        "asks_demo",
        65,
        r"""
(?:can|could|may|might|would|how|where|when|want|would love|would like|need|book|schedule|arrange|set up|get|
    request|requesting|sign me up|sign us up|interested|join|attend|offer|give|show|register|put|add|count|
    grab|keen|ready|begin|organi[sz]e|invite|extend|up for|consider|next) (?:me |us |my |our |your |the |a |
    an |for |to |in |on |of |i |we |you |someone |have |see |get |book |schedule |join |do |try |one |some |
    like |love |free |live |quick |short |proper |private |online |virtual |next |public |list |with |attend |
    arrange |request |set up |please |personal |product |team |guys |extend |start |run |\d+ |day |week |
    month |from |this |also |maybe |just |possibly |set |up ){0,7}<demo>(?! (?:crashed|was|were|expired|ended|
    stuff))
(?:can|could|may|how|where) (?:do |can |would )?(?:i|we|my team|my \w+|somebody|someone) <0-1>(?:try|test|
    trial|pilot|test drive|demo|sample|taste|see|preview) (?:it|this|out|one|the|your|before|first|for|them|
    some|these|with|a)
(?:want|would like|would love|hoping|happy|dying|able|possible|possibility|way|chance|wanted|ready|eager|
    option|opportunity|willing) (?:for (?:us|me|my \w+) )?(?:to |of )(?:actually |just |at least )?(?:try|
    trying|test|testing|trial|trialing|pilot|piloting|test drive|demo|take (?:it|this) for a spin|
    play around with|play with|have a go|give (?:it|this) a (?:go|try|shot|spin)|kick the tires|sample) ?(?:it
    |this|out|one|the|your|before|first|for|them|some|these|with)
(?:show|walk) (?:me|us|my team|our team|our \w+) (?:how (?:it|this|the|your|you)|what (?:it|you|this)|through|
    around|the (?:product|app|tool|platform|software)|your)
take (?:me|us) through
(?:can|could|to|like|love) (?:i |we )?see (?:it|this|one|yours?|your \w+|the (?:\w+ ){1,3})(?: ?)(?:in action|
    live|working|at work|running|in person|up close|in use|with our)
(?:try|test|see|feel|touch|taste) (?:it|this|one|them)? ?(?:out )?(?:before (?:i|we|buying|paying|committing|
    subscribing)|for free|with my|with our|in store)
(?:early|beta|trial|guest|temporary|test) access
(?:poke|look|play|click|snoop) around|kick the ty?res|see for myself|(?:pitch|show|present|sell) (?:this|
    it) to my (?:boss|manager|team|director|partner|wife|husband)|get (?:buy in|sign off)|make the case
""",
    ),
    Signal(
        Group.INTENT,
        "asks_demo",
        40,
        r"""
(?:free|a|live|quick) <demo> \?
(?:got|any|is there|have you got|you got|do you have) (?:a |an |some )?(?:free |live )?<demo>
""",
    ),
)
