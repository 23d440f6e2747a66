// The log of server/roadmap/ behind a pipe, for schedule.mjs: one line asks, one line answers.
//
//   open                                      a new text                                         → "ok"
//   push AUTHOR TEXT_PUSH                     in Protobuf's JSON                                → [TextEntry, …]
//   restart                                   opened anew from what it stored                     → "ok"
//   text                                                                                          → a TextSnapshot with
//   it
#include <google/protobuf/util/json_util.h>

#include <cstdio>
#include <iostream>
#include <sstream>

#include "server/roadmap/text_log.hpp"
#include "server/roadmap/utf16.hpp"

namespace {

using namespace ramure;

class Authority {
 public:
  std::string answer(const std::string& line) {
    std::istringstream words(line);
    std::string verb;
    words >> verb;
    if (verb == "open") return *this = Authority(), "ok";
    if (verb == "text") return text();
    if (verb == "restart") return restart();
    if (verb == "push") return push(words);
    return "refused: unknown verb";
  }

 private:
  std::string push(std::istringstream& words) {
    std::uint64_t author = 0;
    std::string json;
    words >> author;
    std::getline(words, json);
    v1::TextPush wire;
    if (!google::protobuf::util::JsonStringToMessage(json, &wire).ok()) return "refused: not a push";
    const auto read = roadmap::read_push(author, wire, 0);
    if (!read) return "refused: " + read.error().ShortDebugString();
    const std::uint64_t held = log_.held_from();
    std::span<const roadmap::Entry> older;
    if (read->base_version < held) {
      older = std::span(entries_).subspan(read->base_version, held - read->base_version);
    }
    auto taken = log_.decide(*read, older);
    if (!taken) return "refused: " + taken.error().ShortDebugString();
    std::string said = "[";
    for (roadmap::Entry& entry : taken->entries) {
      std::string one;
      (void)google::protobuf::util::MessageToJsonString(roadmap::to_wire(entry), &one);
      said += (said.size() > 1 ? "," : "") + one;
      entries_.push_back(entry);
      log_.apply(std::move(entry));
      if (log_.version() % 64 == 0) stored_ = log_.snapshot();
    }
    return said + "]";
  }

  std::string restart() {
    log_ = roadmap::TextLog::open(roadmap::read_snapshot(roadmap::to_wire(stored_)),
                                  std::span(entries_).subspan(stored_.version));
    return "ok";
  }

  std::string text() const {
    v1::TextSnapshot snapshot;
    snapshot.set_text(roadmap::to_utf8(log_.text()));
    std::string json;
    (void)google::protobuf::util::MessageToJsonString(snapshot, &json);
    return json;
  }

  roadmap::TextLog log_;
  std::vector<roadmap::Entry> entries_;
  roadmap::Snapshot stored_;
};

}  // namespace

int main() {
  Authority authority;
  for (std::string line; std::getline(std::cin, line);) std::cout << authority.answer(line) << std::endl;
}
