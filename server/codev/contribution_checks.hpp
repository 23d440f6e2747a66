// What a contribution must carry and may refer to, by its meaning. Internal to this room.
#pragma once

#include "server/codev/asked.hpp"

namespace ramure::codev {

// What is being said: by whom, in which roles, as what.
struct Saying {
  const Asked& asked;
  const v1::RoundParticipant& author;
  const v1::Contribution& told;  // as it came in
  const Form::Kind& kind;
  bool is_noted = false;  // by the facilitator, for its author
};

// Words within their bounds, everything there that its meaning asks for.
Checked check_content(const Saying& saying);
// Whether the round is such that this can be said now: a subject to prefer, a request to agree with.
Checked check_meaning(const Saying& saying);

// Whether the facilitator may note it for somebody who said it. What is confidential, and what lets something leave the
// round, everybody says for himself.
bool can_be_noted(v1::ContributionMeaning meaning);

}  // namespace ramure::codev
