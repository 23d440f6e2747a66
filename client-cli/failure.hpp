// What went wrong, as a value: every command ends in one of these or in success, and main() turns it into one line on
// standard error and an exit code.
#pragma once

#include <expected>
#include <string>

#include "ramure/v1/refusals.pb.h"

namespace ramure::cli {

// Exit codes; documented in `ramure --help` and client-cli/README.md.
enum class Exit : int {
  success = 0,
  refused = 1,         // the server said no, or there is nothing of that name
  usage = 2,           // the command line is wrong
  signed_out = 3,      // sign in first
  no_network = 4,      // the server cannot be reached; nothing was written down
  kept_for_later = 75  // not sent, kept in the outbox, will be sent (EX_TEMPFAIL)
};

struct Failure {
  Exit exit = Exit::refused;
  std::string text;  // in the reader's language
  v1::RefusalCode code = v1::REFUSAL_CODE_UNSPECIFIED;
  std::string cause = {};  // data["cause"] of a refusal
};

template <typename T>
using Result = std::expected<T, Failure>;

inline std::unexpected<Failure> fail(Exit exit, std::string text) {
  return std::unexpected(Failure{exit, std::move(text)});
}

// What was asked about: the same cause reads otherwise in a round, in a roadmap and in the course.
enum class About { round, roadmap, course };

// A refusal in the reader's language, with the field and what the server added.
Failure from_refusal(const v1::Refusal& refusal, About about = About::round);

}  // namespace ramure::cli
