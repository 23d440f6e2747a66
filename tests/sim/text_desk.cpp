#include "tests/sim/text_desk.hpp"

#include <algorithm>

#include "server/live/cursor.hpp"
#include "server/live/feed.hpp"
#include "server/roadmap/roadmap_limits.hpp"
#include "server/roadmap/utf16.hpp"
#include "tests/support/roadmap_random.hpp"

namespace ramure::sim {

namespace {

// Edits in many places make a text grow with itself, until no push of it is a frame any more: somebody empties it.
constexpr std::size_t units_before_emptied = 5'000;

std::string said(const v1::Refusal& refusal, const char* name) {
  const auto found = refusal.data().find(name);
  return found == refusal.data().end() ? "" : found->second;
}

}  // namespace

v1::TextPush to_wire(const roadmap::Push& push) {
  v1::TextPush wire;
  wire.set_editor_id(push.editor_id);
  wire.set_base_version(push.base_version);
  for (const roadmap::Change& change : push.changes) {
    if (static_cast<std::size_t>(wire.changes_size()) == roadmap::limits::push_changes_max) break;
    *wire.add_changes() = roadmap::to_wire(change);
  }
  return wire;
}

void TextDesk::reconnect() {
  opening_.clear();
  pushing_.clear();
  for (auto& [id, text] : texts_) text.is_open = text.is_asked = text.is_pushing = false;
}

std::optional<v1::ClientFrame> TextDesk::open(std::uint64_t roadmap_id) {
  const auto [text, is_new] =
      texts_.try_emplace(roadmap_id, Text{.editor = {member_id_, new_editor_id()}, .epoch = {}});
  if (text->second.is_open || text->second.is_asked) return std::nullopt;
  v1::ClientFrame frame;
  frame.mutable_open_text()->set_roadmap_id(roadmap_id);
  frame.mutable_open_text()->set_from_version(text->second.editor.version());
  frame.mutable_open_text()->set_epoch(text->second.epoch);
  return frame;
}

std::optional<v1::ClientFrame> TextDesk::push(std::uint64_t roadmap_id) {
  const auto text = texts_.find(roadmap_id);
  if (text == texts_.end() || !text->second.is_open || text->second.is_pushing) return std::nullopt;
  if (!text->second.editor.has_unsent()) return std::nullopt;
  v1::ClientFrame frame;
  v1::PushText& push = *frame.mutable_command()->mutable_push_text();
  push.set_roadmap_id(roadmap_id);
  push.set_epoch(text->second.epoch);
  *push.mutable_push() = to_wire(text->second.editor.push(0));
  return frame;
}

void TextDesk::was_sent(const v1::ClientFrame& frame, std::uint64_t request_id) {
  if (frame.has_open_text()) {
    opening_[request_id] = frame.open_text().roadmap_id();
    texts_.at(frame.open_text().roadmap_id()).is_asked = true;
    return;
  }
  const std::uint64_t roadmap_id = frame.command().push_text().roadmap_id();
  pushing_[request_id] = roadmap_id;
  texts_.at(roadmap_id).is_pushing = true;
  ++pushes_;
}

void TextDesk::write(std::uint64_t roadmap_id) {
  const auto text = texts_.find(roadmap_id);
  if (text == texts_.end() || text->second.epoch.empty()) return;
  test::Dice letters(static_cast<std::uint32_t>(dice_.below(1'000'000'000)));
  const std::u16string& before = text->second.editor.text();
  roadmap::Change change = before.size() < units_before_emptied
                               ? test::random_edit(letters, before)
                               : roadmap::replacement(before.size(), 0, before.size(), {});
  written_units_ += change.inserted.size();
  text->second.editor.write(std::move(change));
}

// What an editor does with words that it cannot bring to the server: they are kept, outside of the text.
void TextDesk::put_aside(Text& text) {
  for (const roadmap::Change& change : text.editor.push(0).changes) copied_units_ += change.inserted.size();
}

void TextDesk::take(const v1::ServerFrame& frame, const std::string& epoch) {
  for (const v1::Reply& reply : frame.replies()) take(reply, epoch);
  for (const v1::TextDelivery& delivery : frame.text_changes()) on_delivery(delivery);
  // Nobody says that a text was closed: it goes with the membership.
  for (const v1::Event& event : frame.events()) {
    live::ReadingChange change;
    const bool ends = live::reading_change(event, change) && change.member_id == member_id_ &&
                      change.kind != live::ReadingChange::Kind::granted;
    const auto text = texts_.find(change.place.channel_id);
    if (ends && text != texts_.end()) text->second.is_open = false;
  }
}

bool TextDesk::take(const v1::Reply& reply, const std::string& epoch) {
  for (auto* asked : {&opening_, &pushing_}) {
    const auto found = asked->find(reply.request_id());
    if (found == asked->end()) continue;
    const std::uint64_t roadmap_id = found->second;
    asked->erase(found);
    if (texts_.contains(roadmap_id)) {
      asked == &opening_ ? on_opened(roadmap_id, reply, epoch) : on_pushed(roadmap_id, reply);
    }
    return true;
  }
  return false;
}

void TextDesk::on_opened(std::uint64_t roadmap_id, const v1::Reply& reply, const std::string& epoch) {
  Text& text = texts_.at(roadmap_id);
  text.is_asked = false;
  if (reply.has_refusal()) {
    if (reply.refusal().retryable()) return;
    put_aside(text);
    texts_.erase(roadmap_id);
    return;
  }
  const v1::TextOpened& opened = reply.text_opened();
  if (opened.epoch() != epoch) throw Violation("a text was opened in another epoch than the connection's");
  if (opened.has_text()) {
    put_aside(text);
    text.editor = test::CollabEditor(member_id_, new_editor_id());
    text.editor.begin(opened.version(), roadmap::to_utf16(opened.text()));
  } else if (opened.version() != text.editor.version()) {
    throw Violation("a text goes on from version " + std::to_string(opened.version()) + ", and not from where it was");
  }
  text.epoch = opened.epoch();
  text.is_open = true;
}

void TextDesk::on_pushed(std::uint64_t roadmap_id, const v1::Reply& reply) {
  Text& text = texts_.at(roadmap_id);
  text.is_pushing = false;
  if (reply.has_accepted() || reply.refusal().retryable()) return;
  const std::string cause = said(reply.refusal(), "cause");
  if (cause == "behind") return;  // goes again when the changes since have come
  if (cause == "ahead" || cause == "diverged") throw Violation("a push was refused: " + cause);
  put_aside(text);
  texts_.erase(roadmap_id);
}

void TextDesk::on_delivery(const v1::TextDelivery& delivery) {
  const auto text = texts_.find(delivery.roadmap_id());
  if (text == texts_.end() || !text->second.is_open) return;
  if (delivery.entry().version() != text->second.editor.version() + 1) {
    throw Violation("a change of a text came twice, or late: " + std::to_string(delivery.entry().version()));
  }
  text->second.editor.receive(roadmap::read_entry(delivery.entry()));
}

}  // namespace ramure::sim
