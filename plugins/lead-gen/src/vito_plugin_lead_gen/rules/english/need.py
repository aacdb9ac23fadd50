"""English: a lead states a need."""

from vito_plugin_lead_gen.rules.signals import Group, Signal

SIGNALS = (
    Signal(
        Group.INTENT,
        "states_need",
        55,
        r"""
(?:looking|searching|hunting|shopping|in need|on the lookout|on the hunt) (?:around )?(?:for|of|to) (?!a job|
    work|love|a new job|someone|my|forward|answers|an excuse)(?:[^ ]+ ){0,6}(?:<thing>|like this|exactly this|
    this|replace|automate|upgrade|switch|buy|implement|outsource|roll)(?! (?:to (?:do|eat|watch|wear|read)|
    that rhymes))
<s>(?:lf|iso|in search of|need|want) (?:a|an|some|one) <0-6><thing>
<org> (?:really |desperately |urgently |badly |definitely |also |currently |still )?(?:(?:needs?|requires?|
    could use|wants?) (?:a|an|one|this|that|it|to|something|some|help|better|new|your|our|more|\d+|two|three|
    \w+ing)|is looking|are looking|is searching|is drowning|are drowning|is struggling|struggles?)
(?:i|we|<s>) ?(?:really |desperately |urgently |badly |definitely |also |currently |do |would |just |still |
    absolutely ){0,2}(?:need|require|could use|would like|would love|want) (?:a|an|some|something|one|this|
    that|it|about|at least|around|better|new|\d+|two|three|five|ten|your|to) (?:[^ ]+ ){0,5}(?:<thing>|
    for (?:my|our)|to (?:replace|manage|handle|automate|organi[sz]e|schedule|track)|delivered|per month|users|
    seats|licenses|units)
(?:team|clinic|shop|crew|agency|business|office|and|users|people|reps|staff) (?:of \d+ )?(?:and )?(?:need|
    needs|needing|want|wanting) (?:a|an|some|something|one|this|to)
(?:something|a tool|anything|one) (?:like|similar to) (?:this|that|it|yours) <0-1>(?:for|at|in|to|that)
(?:we|i) have (?:the |a )?(?:\w+ )?(?:budget|got budget|funding|sign off)
budget (?:is |was )?(?:approved|of|for|ready|around|set|signed|cleared|available)|have budget|budgetary|
    po is ready
(?:my boss|my manager|our ceo|our director|my team|our team|my director|our cto|my partner|management|my vp|
    our vp|the board|our board|my ceo|my cto|our cfo|my co founder|my cofounder|our owner|the owner|
    my clients?|our it (?:team|guy)|my business partner|our manager|leadership|head of \w+|my supervisor|
    the boss) (?:wants|asked (?:me|us|for)|needs|told me to|is asking|would like|sent me|has asked|wants me|
    want|need|is pushing|tasked|is looking|approved|gave me|meets)
""",
    ),
    Signal(
        Group.INTENT,
        "states_need",
        10,
        r"""
(?:i|we) (?:really |desperately |urgently |badly |definitely |also |currently |do |would |just |still |
    absolutely ){0,2}(?:need|require|could use|would like|would love|want|wish we had|are after|am after) (?:a
    |an|some|something|one|this|that|it|to|about|at least|around|\d+|two|three|five|ten|your|these|better|
    new)(?! (?:nap|drink|coffee|break|vacation|hug|life|day|minute|video|part))
""",
    ),
    Signal(
        Group.INTENT,
        "states_need",
        50,
        r"""
(?:i|we) (?:would |do |really |also )?(?:need|require|want) (?!to (?:say|know|see|hear|be|go|get some|cry|talk
    |watch|stop|sleep|thank|eat))(?:[^ ]+ ){1,6}(?:by|before|for) (?:\d+|my|our|the (?:clinic|shop|office|team
    |season|summer|launch|audit|move)|january|february|march|april|may|june|july|august|september|october|
    november|december|monday|tuesday|wednesday|thursday|friday|next|a (?:job|school|class|new)|work|two|three|
    five|ten|twenty|thirty|tomorrow|all)
(?:we|i) (?:need|require|want) (?:about |around |roughly |at least )?(?:\d+|two|three|four|five|six|ten|twenty
    |thirty|forty) (?:of (?:these|them|those)|[^ ]+)
(?:lease|contract|licen[cs]e|agreement|subscription|warranty|renewal)(?: [^ ]+){0,5} (?:runs out|expires|ends|
    is up|comes up|lapses|is due|terminates)(?! (?:and|so) (?:i am|we are) (?:leaving|gone))
(?:reviewing|piloting|evaluating|comparing|considering|trialing|trialling|collecting|
    looking at) (?:\w+ ){0,2}(?:vendors?|bids|platforms?|tools|options|providers|suppliers|proposals|systems|
    solutions|quotes|crms?)
(?:two|three|four|2|3) (?:systems|tools|databases|apps|spreadsheets) that (?:do not|never|hate)
early adopters?|open to being|happy to (?:pilot|be a (?:pilot|test))
(?:can not|can barely|could not) keep up with (?:\w+ )?(?:dms|messages|emails|orders|bookings|calls|requests|
    tickets|the)
(?:budgeted|earmarked|set aside) (?:for|\$|\d)
""",
    ),
)
