// The texts of roadmaps that a connection has open: from then on it is given what changes in them.
#include <utility>

#include "server/community/answer_roadmaps.hpp"
#include "server/net/dialogue.hpp"
#include "server/net/replies.hpp"

namespace ramure::net {

namespace {

v1::Refusal refused(v1::RefusalCode code, const char* field, const char* sentence) {
  v1::Refusal refusal;
  refusal.set_code(code);
  refusal.set_field(field);
  refusal.set_message(sentence);
  return refusal;
}

v1::Refusal too_many_open() {
  v1::Refusal refusal = refused(v1::REFUSAL_CODE_TOO_LARGE, "open_text.roadmap_id", "too many texts are open here");
  (*refusal.mutable_data())["limit"] = std::to_string(limits::open_texts_max);
  (*refusal.mutable_data())["unit"] = "texts";
  return refusal;
}

v1::Refusal not_found() { return community::refuse::not_found("open_text.roadmap_id").error(); }

}  // namespace

// The hub listens before the text is read, so that no change falls in between.
void Dialogue::on_open_text(std::uint64_t request_id, v1::OpenText query) {
  ++in_flight_;
  if (!hub_->prepare_text(*subscription_, query.roadmap_id())) return reply(reply_of(request_id, too_many_open()));
  ++queries_in_flight_;
  auto job = [member_id = member_id_, rules = community_->rounds().roadmaps, query](storage::Reader& reader) {
    return community::open_text(reader, rules, member_id, query);
  };
  auto done = [self = self(), request_id, query](std::expected<community::OpenedText, v1::Refusal> outcome) {
    if (!outcome) return self->on_text_read(request_id, query, reply_of(request_id, std::move(outcome.error())), 0);
    self->on_text_read(request_id, query, std::move(outcome->reply), outcome->head);
  };
  community_->read<community::OpenedText>(loop_, std::move(job), std::move(done));
}

void Dialogue::on_text_read(std::uint64_t request_id, const v1::OpenText& query, v1::Reply answer, std::uint64_t head) {
  --queries_in_flight_;
  if (stage_ == Stage::ended) return;
  answer.set_request_id(request_id);
  if (answer.has_refusal()) {
    hub_->close_text(*subscription_, query.roadmap_id());
  } else if (!hub_->begin_text(*subscription_, query.roadmap_id(), answer.text_opened().version(), head)) {
    *answer.mutable_refusal() = not_found();  // one stopped reading it while it was read
  }
  reply(std::move(answer));
}

void Dialogue::on_close_text(std::uint64_t request_id, const v1::CloseText& query) {
  ++in_flight_;
  hub_->close_text(*subscription_, query.roadmap_id());
  v1::Reply closed;
  closed.set_request_id(request_id);
  closed.mutable_accepted();
  reply(std::move(closed));
}

// Whoever has the text open was judged when it was opened, and loses it when he may read it no more.
void Dialogue::on_text_cursor(const v1::TextCursor& cursor) {
  if (!hub_->has_open_text(*subscription_, cursor.roadmap_id())) return;
  if (!(cursor.gone() ? cursor_gate_.admit_gone() : cursor_gate_.admit(services_.clock.steady_ms()))) return;
  community_->text_cursor(*hub_, *subscription_, cursor);
}

}  // namespace ramure::net
