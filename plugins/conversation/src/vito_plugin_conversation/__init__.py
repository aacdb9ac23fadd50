"""The conversational twin: answers from the knowledge it is given, in the persona's voice, and the
guardrail "persona"."""
