// What a community has in common: resources that its members propose, words that may be quoted, and what its committees
// are told. One function per command; decide_course() sends each to its own.
#pragma once

#include "server/community/asked.hpp"

namespace ramure::community {

// decide_resources.cpp
Decided publish_resource(Asked& asked, const v1::PublishResource& command);

// decide_quotes.cpp
Decided ask_for_quote(Asked& asked, const v1::AskForQuote& command);
Decided answer_quote(Asked& asked, const v1::AnswerQuote& command);

// decide_dossiers.cpp
Decided publish_dossier(Asked& asked, const v1::PublishDossier& command);

}  // namespace ramure::community
