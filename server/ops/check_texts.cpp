#include "server/ops/check_texts.hpp"

#include <algorithm>

#include "protocol/check.hpp"
#include "server/community/roadmap_book.hpp"
#include "server/roadmap/utf16.hpp"
#include "storage/reader.hpp"

namespace ramure::ops {

namespace {

constexpr std::uint64_t page = 1'024;

class TextCheck {
 public:
  TextCheck(const storage::StoredRoadmap& stored, std::vector<std::string>& findings)
      : stored_(stored), text_(community::text_in(stored)), findings_(findings) {}

  void run() {
    check_events();
    try {
      check_log();
    } catch (const CheckFailed& fault) {
      add("cannot be read after version " + std::to_string(log_.version()) + ": " + fault.what());
    }
  }

 private:
  void add(const std::string& fault) {
    findings_.push_back("The text of roadmap " + std::to_string(stored_.id()) + " " + fault + ".");
  }

  void check_log() {
    for (std::uint64_t from = 0; from < text_.head; from += page) {
      for (roadmap::Entry& entry : entries_between(text_, from, std::min(from + page, text_.head))) {
        log_.apply(std::move(entry));
        if (roadmap::is_snapshot_due(log_.version())) check_snapshot();
      }
    }
  }

  void check_snapshot() {
    v1::TextSnapshot wire;
    CHECK(wire.ParseFromString(text_.snapshot(log_.version())), "what we stored is a snapshot");
    if (wire.version() != log_.version()) return;  // it is not kept any more
    const roadmap::Snapshot snapshot = roadmap::read_snapshot(wire);
    if (snapshot.text == log_.text() && snapshot.runs == log_.runs()) return;
    add("has a snapshot of version " + std::to_string(wire.version()) + " that is not what its changes say");
  }

  void check_events() {
    for (const v1::Event& event : stored_.events(0)) {
      const v1::RoadmapEvent& body = event.roadmap();
      const std::uint64_t version = std::max({body.roadmap_shared().text_version(), body.pen_invited().text_version(),
                                              body.version_made().text_version(), body.text_updated().text_version(),
                                              body.suggestion_answered().text_version()});
      if (version > text_.head)
        add("never reached version " + std::to_string(version) + ", which event " + std::to_string(event.seq()) +
            " names");
    }
  }

  const storage::StoredRoadmap& stored_;
  const roadmap::StoredText text_;
  std::vector<std::string>& findings_;
  roadmap::TextLog log_;
};

}  // namespace

std::vector<std::string> check_texts(const std::filesystem::path& community, const TextsProgress& progress) {
  std::vector<std::string> findings;
  const auto reader = storage::Reader::open(community);
  std::uint64_t done = 0;
  const std::vector<std::uint64_t> ids = reader->all_roadmaps();
  for (const std::uint64_t id : ids) {
    reader->roadmap_unjudged(id, [&](const storage::StoredRoadmap& stored) { TextCheck(stored, findings).run(); });
    if (progress) progress(++done, ids.size());
  }
  return findings;
}

}  // namespace ramure::ops
