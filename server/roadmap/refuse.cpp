#include "server/roadmap/refuse.hpp"

namespace ramure::roadmap::refuse {

namespace {

std::string_view sentence_of(std::string_view cause) {
  if (cause == "behind") return "too much was written since: take those changes first, then push again";
  if (cause == "epoch") return "the server was restored since: keep your text as a copy, and open it anew";
  if (cause == "ahead") return "the text never reached this version here: keep yours as a copy, and open it anew";
  return "the log holds other changes of this editor: keep your text as a copy, and open it anew";
}

}  // namespace

Refused push_conflict(std::string_view cause, std::uint64_t version) {
  return community::refuse::conflict(cause, "text_push.base_version", version, sentence_of(cause));
}

Refused other_version(std::string_view field, std::uint64_t version) {
  return community::refuse::conflict("version", field, version, "somebody was faster: read it again");
}

}  // namespace ramure::roadmap::refuse
