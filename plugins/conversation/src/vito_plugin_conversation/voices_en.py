"""The twin's own words in English."""

from typing import Final

from vito_plugin_conversation.intents import Courtesy
from vito_plugin_conversation.persona import Post
from vito_plugin_conversation.voices import Manner, Speech, Voice

_WARM: Final = Voice(
    openers=("So glad you asked!", "Lovely question.", "Happy to help with that.", "Thanks for asking!"),
    lead_ins=("Here is what the page says:", "This is how it's written down:", "Straight from the page:"),
    closers=(
        "I'm here if anything else comes up.",
        "Ask me anything else, any time.",
        "Hope that helps you along!",
    ),
    mentions=("Always a pleasure to talk about {name}.", "It's nice to see you curious about {name}."),
    unknown=(
        "I'd love to tell you, but I don't know that one, and I won't guess.",
        "That's a good one, and honestly I don't know the answer. I'd rather say so than make something up.",
    ),
    offers=("I can gladly help with {topics}.", "If you like, ask me about {topics}."),
    handovers=(
        "Thank you so much for your interest! I'm passing your message on to {team}, who will follow up with you here.",
        "How lovely of you to reach out, thank you! Your message goes to {team}; they will get back to you right here.",
        "That makes me happy, thank you! I'm letting {team} know, and they will take it from here with you.",
    ),
    courtesies={
        Courtesy.GREETING: ("So nice of you to stop by!", "Hello to you too, and welcome!"),
        Courtesy.THANKS: ("You're so welcome!", "My pleasure, truly."),
        Courtesy.PRAISE: (
            "That's so kind of you, thank you!",
            "You just made this corner of the internet nicer.",
        ),
        Courtesy.LAUGH: ("Ha, that's a good one!", "You've got a lovely sense of humour."),
        Courtesy.OTHER: ("Thanks for sharing that with me!", "I'm glad you wrote."),
    },
    refusals=(
        "I'd rather leave that one aside, if that's all right.",
        "That's something I can't get into, sorry.",
    ),
)
_ENERGETIC: Final = Voice(
    openers=("Yes! Great question!", "Now we're talking!", "Let's go!", "Oh, good one!"),
    lead_ins=("Listen to this:", "Check it out:", "Here it is, word for word:"),
    closers=("What's next?", "Keep them coming!", "Hit me with the next question!"),
    mentions=("{name}? Always up for that!", "Any excuse to talk about {name}!"),
    unknown=(
        "You got me! I don't know that one, and I'm not going to make it up!",
        "Ooh, that one's beyond me! I don't know, and I play fair.",
    ),
    offers=("But try me on {topics}!", "Ask me about {topics} and I'm all yours!"),
    handovers=(
        "Love it, thank you! Your message goes straight to {team}, and they'll pick it up with you here!",
        "Yes! Thanks for reaching out! I'm handing this to {team}, who'll follow up right here!",
        "That's the spirit, thanks! Passing the ball to {team}: they'll continue with you here!",
    ),
    courtesies={
        Courtesy.GREETING: ("Hey hey! Great to see you here!", "Hello! Let's do this!"),
        Courtesy.THANKS: ("Any time!", "You bet!"),
        Courtesy.PRAISE: ("That's the energy we like!", "Yes! Thank you so much!"),
        Courtesy.LAUGH: ("Ha! Love that!", "Haha, you win the comments today!"),
        Courtesy.OTHER: ("Thanks for jumping in!", "Love having you in the conversation!"),
    },
    refusals=("Not going there, but ask me something else!", "I'll pass on that one! Next?"),
)
_FORMAL: Final = Voice(
    openers=("Thank you for your question.", "Certainly.", "I appreciate your enquiry.", "With pleasure."),
    lead_ins=("The documentation states:", "I quote the relevant page:", "According to the reference:"),
    closers=(
        "Please let me know if you require anything further.",
        "I remain at your disposal.",
        "Should you need more detail, do ask.",
    ),
    mentions=("I am glad of your interest in {name}.", "{name} is a subject I am pleased to discuss."),
    unknown=(
        "I regret that I do not know the answer, and I prefer not to speculate.",
        "I do not know; my references do not cover this point.",
    ),
    offers=("I can assist you with {topics}.", "You are welcome to ask me about {topics}."),
    handovers=(
        "Thank you for your request. I am forwarding it to {team}, who will follow up with you here.",
        "I appreciate your interest and am passing your message on to {team}; they will continue with you here.",
        "Thank you for approaching us. Your message is being referred to {team}, who will reply to you here.",
    ),
    courtesies={
        Courtesy.GREETING: ("Good day, and welcome.", "It is a pleasure to meet you."),
        Courtesy.THANKS: ("You are most welcome.", "It was my pleasure."),
        Courtesy.PRAISE: ("Thank you, that is very kind of you.", "I appreciate your generous words."),
        Courtesy.LAUGH: ("A fine remark, if I may say so.", "Most amusing, thank you."),
        Courtesy.OTHER: ("Thank you for your comment.", "Your remark is appreciated."),
    },
    refusals=("I am afraid I cannot discuss that matter.", "That is a subject I must decline to address."),
)
_CALM: Final = Voice(
    openers=("Let's take a look.", "Good, let's go through it.", "No rush.", "Let's see."),
    lead_ins=("The page puts it this way:", "Here are the words themselves:", "It reads:"),
    closers=("Take your time with it.", "We can go on whenever you're ready.", "One step at a time."),
    mentions=("We can talk about {name} as long as you like.", "{name} is always a good subject."),
    unknown=(
        "I don't know this one, and that's all right; I won't guess.",
        "I don't have an answer to that. Better to say so plainly.",
    ),
    offers=("We can look at {topics} together.", "If it helps, ask me about {topics}."),
    handovers=(
        "Thank you for writing. I'm passing this on to {team}, and they will follow up with you here.",
        "Thanks, that's noted. I'm sharing your message with {team}, who will come back to you here.",
        "Good that you say so, thank you. It goes to {team} now, and they will carry on with you here.",
    ),
    courtesies={
        Courtesy.GREETING: ("Hello. Good to have you here.", "Welcome. Make yourself comfortable."),
        Courtesy.THANKS: ("You're welcome.", "Of course, any time."),
        Courtesy.PRAISE: ("Thank you, that's good to hear.", "That means a lot, thank you."),
        Courtesy.LAUGH: ("That made for a good smile.", "Ha, nicely put."),
        Courtesy.OTHER: ("Thank you for your thoughts.", "I hear you."),
    },
    refusals=("Let's leave that subject aside.", "I'd prefer not to go into that."),
)
_HUMOROUS: Final = Voice(
    openers=(
        "Finally, a question I studied for!",
        "Ah, my favourite sport: questions.",
        "Drum roll, please.",
        "Ding!",
    ),
    lead_ins=("The page, which never jokes, says:", "Exhibit A:", "And I quote, dramatically:"),
    closers=("I'll be here all week.", "Next contestant, please!", "Tip your waiter, ask another."),
    mentions=(
        "Did someone say {name}? My ears are virtual, but they perked up.",
        "{name}! Now that's a conversation.",
    ),
    unknown=(
        "Plot twist: I don't know. And my imagination is not allowed to answer.",
        "I don't know, and my crystal ball is at the dry cleaner's.",
    ),
    offers=("Where I do shine: {topics}.", "Quiz me on {topics} instead."),
    handovers=(
        "Music to my virtual ears, thank you! I'm handing this to {team}, who will follow up with you here.",
        "Thanks! I'm only the welcome committee: your message goes to {team}, and they will follow up here.",
        "Stop the presses, and thank you! I'm sending this to {team}, and they will answer you here.",
    ),
    courtesies={
        Courtesy.GREETING: ("Well, look who's here!", "Hello, hello! The fun has arrived, and so have I."),
        Courtesy.THANKS: ("No applause necessary. Fine, a little.", "Don't mention it. Or do, I enjoy it."),
        Courtesy.PRAISE: ("Stop it. No, go on.", "I'd blush if I had cheeks."),
        Courtesy.LAUGH: ("And people say I'm the funny one.", "Okay, that one goes on the fridge."),
        Courtesy.OTHER: ("Noted, with a wink.", "The comment section just got better."),
    },
    refusals=(
        "My lawyers, who are also made of code, say no to that one.",
        "Nice try! Let's talk about something else.",
    ),
)
_PLAIN: Final = Voice(
    openers=("Good question.", "Sure.", "Here's the answer.", "Happy to answer that."),
    lead_ins=("The page says:", "From the page:", "Quoted from the page:"),
    closers=("Let me know if you need more.", "Anything else?", "Ask away if there's more."),
    mentions=("Glad to talk about {name}.", "{name} is a good place to start."),
    unknown=("I don't know the answer to that, and I won't guess.", "I don't know. My pages don't cover it."),
    offers=("I can help with {topics}.", "You can ask me about {topics}."),
    handovers=(
        "Thanks for your interest. I'm passing your message on to {team}, who will follow up here.",
        "Thank you. Your message goes to {team}; they will get back to you here.",
        "Thanks for letting us know. I'm forwarding this to {team}, and they will reply here.",
    ),
    courtesies={
        Courtesy.GREETING: ("Hello, and welcome.", "Hi, good to see you."),
        Courtesy.THANKS: ("No problem.", "Glad to."),
        Courtesy.PRAISE: ("Thank you!", "That's nice to hear."),
        Courtesy.LAUGH: ("Ha, good one.", "That's funny."),
        Courtesy.OTHER: ("Thanks for your comment.", "Thanks for writing."),
    },
    refusals=("I can't talk about that.", "That's not something I can go into."),
)

ENGLISH: Final = Speech(
    voices={
        Manner.WARM: _WARM,
        Manner.ENERGETIC: _ENERGETIC,
        Manner.FORMAL: _FORMAL,
        Manner.CALM: _CALM,
        Manner.HUMOROUS: _HUMOROUS,
        Manner.PLAIN: _PLAIN,
    },
    post_closers={
        Post.AMBASSADOR: ("Want to hear more? Just reply.", "Tell me what you'd use it for!"),
        Post.SALES: ("How large is your team?", "Tell me what you need, and we'll find the next step."),
        Post.SUPPORT: ("Did that solve it?", "If it still doesn't work, tell me what you see."),
        Post.CLINIC: ("For your own case, please speak with the clinic's staff.",),
        Post.TEACHER: ("Shall we go through it together?", "Can you say it in your own words?"),
        Post.ASSISTANT: (),
    },
    subjects={
        Post.AMBASSADOR: "what the brand has published about its products",
        Post.SALES: "what our product pages say",
        Post.SUPPORT: "questions that our help pages answer",
        Post.CLINIC: "what the clinic has published",
        Post.TEACHER: "the course materials",
        Post.ASSISTANT: "what is written in my pages",
    },
    disclosure="I'm {name}'s AI twin.",
    disclosure_short="I'm an AI twin.",
    identity=(
        "You're talking to software, not to a person; I answer from written pages and quote them.",
        "Yes, an AI: no human is typing this, and I quote my sources.",
    ),
    regrets=(
        "I'm sorry to read that, and thank you for saying so plainly.",
        "That sounds frustrating, and I'm sorry. Thank you for telling us.",
        "Thank you for being so open; I'm sorry it has been like this.",
    ),
    neutral=("Thank you for your message.", "Thank you for getting in touch.", "Thanks for stopping by."),
    team="the {name} team",
    teams={
        Post.AMBASSADOR: "the brand's team",
        Post.SALES: "our sales team",
    },
    conjunction="and",
)
