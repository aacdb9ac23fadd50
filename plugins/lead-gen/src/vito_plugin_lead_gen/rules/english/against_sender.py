"""English: senders who want to sell, to be hired or to study."""

from vito_plugin_lead_gen.rules.signals import Group, Signal

SIGNALS = (
    Signal(
        Group.WHOLE,
        "job_seeker_or_recruiter",
        -100,
        r"""
(?:are you hiring|you hiring|is hiring|now hiring|hiring manager|hiring for|hire me|recruiter|recruiters|
    recruiting|resume|cv|vacancy|vacancies|a job|jobs?|internship|internships|intern|open roles?|
    open positions?|job opening|openings|careers|career page|job application|salary|join your (?:\w+ )?team|
    join the team|part time role|full time|writers needed|needed , remote|any roles|roles for|
    entry level position|cover letter|candidate|candidates|headhunt[a-z]*|talent acquisition|role open|
    role still|the role|the position|position still|looking for work|open to work|sdr role|apprenticeship|
    month base|closers wanted|apply in bio|do you offer internships|contractor)
""",
    ),
    Signal(
        Group.WHOLE,
        "vendor_pitch",
        -100,
        r"""
(?:we|i) (?:can |could |will |would love to |also |currently |actually |would like to |am able to |
    are able to ){0,2}(?:help|offer|provide|specialize in|specialise in|design|build|create|develop|manage|
    deliver|produce|generate|edit|write|boost|grow|represent|run ads|redesign|supply|manufacture|scale|double|
    triple) (?:you|your|brands|businesses|companies|saas|seo|websites|logos|content|videos|leads|lead|web|
    custom|affordable|professional|high|services|a video|ads|agencies|coaches|creators|entrepreneurs|premium|
    quality|virtual|outsourced|dedicated|marketing|social|digital|translation|cheap|ugc|influencer|podcasts?|
    a full|full|white label|all kinds|email|backlinks|guest|wholesale|end to end|mobile|app|software dev[a-z]*
    |bookkeeping|similar)
(?:our|my) (?:services|portfolio|rates|hourly rate|packages start|team (?:can|will|offers|builds|designs|
    specializes)|agency (?:can|offers|helps|specializes|builds)|company (?:offers|provides|makes|specializes|
    builds|manufactures)|clients (?:get|see|save|grew|typically)|shop link|channel|newsletter|startup (?:does|
    offers|helps)|fiverr|upwork|gig|media kit)
(?:i am|we are) (?:a|an|the) <0-4>(?:freelance|designer|developer|videographer|photographer|copywriter|editor|
    seo|marketer|va|virtual assistant|manufacturer|wholesaler|web developer|growth|ghostwriter|translator|
    illustrator|exporter|printing|animator|team offering|video agency)
(?:need|want|looking for|struggling to get) (?:more |a new |a better |help with |some |
    high quality ){0,2}(?:leads|followers|website|seo|logo|views|backlinks|reviews|subscribers|web design|
    explainer|traffic)(?: [^ ]+){0,6} \?
(?:guest post|backlinks?|seo services|web design|domain authority|link building|cold email|appointment setting
    |qualified meetings|lead lists?|email lists?|collab|collaboration|partnership proposal|sponsorship|
    influencer rates|outsourc[a-z]+|investors?|our deck|pitch deck|pitch you|my deck|seed round|fiverr|upwork|
    free audit|if you ever need|do your \w+ need)
(?:dm (?:me|us)|message (?:me|us)|contact (?:me|us)|inbox (?:me|us)|text (?:me|us)|hit (?:me|us) up|
    dm) (?:for (?:pricing|prices|info|more|details|rates|a quote|promo)|to (?:get started|learn|grow|earn|
    boost|join|claim)|and (?:i|we) will|today for|now for|so (?:i|we) can (?:help|show you))
(?:i represent (?:brands|creators|a (?:video|marketing|design|seo|digital|talent|pr|media) \w+|an (?:seo|
    influencer|outsourcing) \w+)|on behalf of (?:an|a|our) agency|would you be open|are you open to|
    i came across your|noticed your|i noticed (?:you|that your)|quick question are you|affiliate (?:creator|
    program|commission)|paid a commission|your website (?:needs|could)|your (?:page|profile) (?:needs|could|
    caught)|grow your|boost your|scale your|explode your|skyrocket|about your content|redesigning your|
    you should interview)
from \$ \d+ (?:/|per|an|a)
<s>(?:selling|for sale|offering)
(?:selling my|take on (?:\w+ ){0,2}clients|if anyone (?:is interested|needs|wants)|happy to (?:show you|
    quote you|send you|help you|share my)|starting at \$|(?:we|i) (?:also )?(?:sell|make|build|
    produce) (?:[^ ]+ ){0,12}(?:from \$|starting|for (?:half|less|cheap)|dm|link in|better ones|too ,)|
    dm for \w+)
""",
    ),
    Signal(
        Group.WHOLE,
        "spam",
        -100,
        r"""
(?:crypto|bitcoin|btc|eth|usdt|forex|binary options?|trading signals|investment (?:plan|platform|opportunity)|
    onlyfans|escorts?|viagra|casino|betting|airdrop|nft|nfts|giveaway|telegram|sugar (?:daddy|baby)|
    loans? (?:available|approved|at)|fast loan|passive income|financial freedom|get rich|double your|hacker|
    recovery expert|spell caster|presale)
(?:watch|visit|go to|check out|click|see|share about it|read more|rt) [^.]{0,80}(?:urlx|for more (?:info|
    information|details))
(?:free (?:iphone|gift ?card|followers|robux|v bucks|money)|free gift ?cards?|cheap followers|promote (?:it|
    this|your)|promo(?:te)? on|send (?:pic|it) to @x|dm @x|write @x|follow @x|mentor @x|expert @x|earn(?:ed|
    ing|s)? (?:\$|up|money|over|extra|\d)|make \$|\$ \d+k? (?:a|per|every|daily|weekly|month)|
    guaranteed (?:profit|returns?|results?|income)|guaranteed|from home|your profile|hello dear|hi dear|
    hey dear|dear friend|click (?:the|my|here)|link in (?:my )?bio|in bio|see my (?:bio|profile)|
    check my (?:bio|profile|page)|claim your|you have won|limited slots|followers for|buy followers|
    hot singles)
""",
    ),
    Signal(
        Group.WHOLE,
        "schoolwork_or_press",
        -90,
        r"""
(?:my|our|a|the|for) (?:\w+ )?(?:thesis|dissertation|homework|assignment|essay|term paper|capstone|
    research paper|class project|school project|uni project|university project|college project|group project|
    masters|phd|paper|article|podcast|case study request|marketing class|econ class|seminar|survey|coursework|
    bachelor)(?! (?:on friday|schedule|pass|package|network|party|trial|bags?))(?= [^.]{0,120}(?:\?|pricing|
    price|interview|question|how|cite|on|for|about|compare))
(?:writing (?:a|an|my) <0-2>(?:paper|thesis|article|report|essay|dissertation|piece|story|book)|
    i am a (?:journalist|reporter|student|researcher|grad student|phd|doctoral)|for (?:school|college|
    uni) <0-3>(?:project|paper|assignment)|interview (?:a|you|someone|your)|journalist|questionnaire|
    doctoral candidate|i teach (?:pricing|marketing|sales|business|economics)|may i cite|citing this)
""",
    ),
)
