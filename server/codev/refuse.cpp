#include "server/codev/refuse.hpp"

#include <string>

#include "server/codev/template_words.hpp"

namespace ramure::codev::refuse {

namespace {

std::string_view sentence_of(v1::RoundCondition condition) {
  switch (condition) {
    case v1::ROUND_CONDITION_FRAME_ACCEPTED: return "everybody present accepts the frame before the work begins";
    case v1::ROUND_CONDITION_CLIENT_ACCEPTED:
      return "the person designated has to accept to be the client, freely and explicitly";
    case v1::ROUND_CONDITION_REQUEST_AGREED:
      return "there is no consultation without a request to which every consultant present has agreed, in its latest "
             "version";
    case v1::ROUND_CONDITION_SHARING_CHOSEN: return "the client first chooses what may leave the round, be it nothing";
    case v1::ROUND_CONDITION_REQUEST_CONFIRMED: return "the client first confirms what was noted as his words";
    default: return "a condition of this step does not hold yet";
  }
}

}  // namespace

Refused locked(std::string_view field, const std::vector<v1::RoundCondition>& missing) {
  std::string sentences, words;
  for (const v1::RoundCondition condition : missing) {
    sentences += (sentences.empty() ? "" : "; ") + std::string(sentence_of(condition));
    words += (words.empty() ? "" : " ") + word_of(condition);
  }
  Refused refused = forbidden("lock", field, sentences);
  (*refused.error().mutable_data())["missing"] = words;
  return refused;
}

Refused moved_on(std::uint32_t opening) {
  return community::refuse::conflict(
      "opening", "opening", opening,
      "the round has moved on since: look at the open step, and say it again if it fits there");
}

Refused other_version(std::string_view field, std::uint32_t version) {
  return community::refuse::conflict("version", field, version,
                                     "the request has another version now: read it before you go on");
}

}  // namespace ramure::codev::refuse
