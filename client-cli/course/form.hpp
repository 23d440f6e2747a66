// A gathering as it is written on a command line: what was given goes over what there is.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "client-cli/failure.hpp"
#include "ramure/v1/course.pb.h"

namespace ramure::cli {

// What is not given stays as it was; "" empties a text, and one empty entry a list.
struct GatheringWords {
  std::optional<std::string> title, at, until, lasts, zone, place, link, description, outcome;
  std::optional<unsigned> session;
  std::vector<std::string> programme;  // "théorie=Titre" or "théorie=Titre | texte"
  std::vector<std::string> documents;  // "Titre=https://…" or "Titre=~3": a message of the last list
};

using FindMessage = std::function<Result<std::uint64_t>(const std::string& text)>;

// Exit::usage where something cannot be read. A gathering that begins at another time ends as much later, unless its
// end is given too.
Result<void> fill_gathering(const GatheringWords& words, std::int64_t now_ms, const FindMessage& find_message,
                            v1::Gathering& gathering);

}  // namespace ramure::cli
