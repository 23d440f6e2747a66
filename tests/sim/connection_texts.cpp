// Texts of roadmaps on a connection of the simulation: what net/dialogue_texts.cpp does, and what is held against it.
#include "server/roadmap/access.hpp"
#include "server/roadmap/utf16.hpp"
#include "tests/sim/connection.hpp"

namespace ramure::sim {

// The hub listens before the text is read, so that no change falls in between.
void Connection::on_open_text(const v1::ClientFrame& frame) {
  const std::uint64_t roadmap_id = frame.open_text().roadmap_id();
  if (!has_begun_) throw Violation("a text is opened before the welcome");
  if (!server_.hub(loop_).prepare_text(*subscription_, roadmap_id))
    throw Violation("more texts are open than there are");
  told_texts_.erase(roadmap_id);
  server_.enqueue([self = shared_from_this(), frame, roadmap_id](storage::Reader& reader) {
    auto opened = community::open_text(reader, self->server_.rounds().roadmaps, self->member_id_, frame.open_text());
    self->loop_.post([self, id = frame.request_id(), roadmap_id, opened = std::move(opened)]() mutable {
      self->begin_text(id, roadmap_id, std::move(opened));
    });
  });
}

void Connection::begin_text(std::uint64_t request_id, std::uint64_t roadmap_id, community::OpenedText opened) {
  if (is_closed_) return;
  live::Hub& hub = server_.hub(loop_);
  opened.reply.set_request_id(request_id);
  if (opened.reply.has_refusal() && server_.mutation() == Mutation::leak_text) {
    told_texts_[roadmap_id] = 0;
    hub.begin_text(*subscription_, roadmap_id, 0, 0);
  } else if (opened.reply.has_refusal()) {
    hub.close_text(*subscription_, roadmap_id);
  } else if (!hub.begin_text(*subscription_, roadmap_id, opened.reply.text_opened().version(), opened.head)) {
    *opened.reply.mutable_refusal() = community::refuse::not_found("open_text.roadmap_id").error();
  } else {
    check_opened(roadmap_id, opened.reply.text_opened());
    told_texts_[roadmap_id] = opened.reply.text_opened().version();
    ++server_.tally().texts_opened;
  }
  reply(std::move(opened.reply));
}

// It is given to whoever reads the roadmap as far as this thread has heard, and reads as its log.
void Connection::check_opened(std::uint64_t roadmap_id, const v1::TextOpened& opened) const {
  const live::Hub& hub = server_.hub(loop_);
  const auto readable = server_.log().readable(member_id_, hub.readable_as_of_seq(*subscription_));
  if (readable.find(roadmap_id) == nullptr) {
    throw Violation("member " + std::to_string(member_id_) + " opens a text that he may not read");
  }
  const roadmap::TextLog& text = server_.log().roadmaps().text(roadmap_id);
  if (opened.has_text() && opened.version() == text.version() && opened.text() != roadmap::to_utf8(text.text())) {
    throw Violation("a text is opened that is not what its log replays to");
  }
}

// In order, without a gap, as it was stored, and to readers only.
void Connection::check_text(const v1::TextDelivery& delivery) {
  ++server_.tally().text_deliveries;
  const std::uint64_t version = delivery.entry().version();
  const auto told = told_texts_.find(delivery.roadmap_id());
  if (told == told_texts_.end() || version != told->second + 1) {
    throw Violation("member " + std::to_string(member_id_) + " is given version " + std::to_string(version) +
                    " of a text out of order");
  }
  told->second = version;
  const live::Hub& hub = server_.hub(loop_);
  const auto readable = server_.log().readable(member_id_, hub.readable_as_of_seq(*subscription_));
  if (readable.find(delivery.roadmap_id()) == nullptr) {
    throw Violation("member " + std::to_string(member_id_) + " is given a change of a text that he may not read");
  }
  v1::TextEntry stored;
  if (!stored.ParseFromString(server_.log().roadmaps().change(delivery.roadmap_id(), version)) ||
      stored.SerializeAsString() != delivery.entry().SerializeAsString()) {
    throw Violation("a change of a text is not the one that was stored: " + delivery.ShortDebugString());
  }
}

// Its words that were erased by what this thread has heard of are in no event of it any more. Who may be told of it at
// all, check_taken holds against the journal, as for every channel.
void Connection::check_is_of_roadmap(const v1::Event& event) const {
  const JournalLog& log = server_.log();
  const std::uint64_t erased_at = log.redacted_at(event.birth_seq());
  const v1::RoadmapEvent& body = event.roadmap();
  const bool has_words = !body.commented().text().empty() || !body.text_suggested().replacement().empty() ||
                         !body.text_suggested().reason().empty() || !body.comment_answered().answer().empty();
  if (has_words && erased_at != 0 && erased_at <= server_.hub(loop_).head_seq()) {
    throw Violation("erased words were sent, of a roadmap: " + event.ShortDebugString());
  }
}

}  // namespace ramure::sim
