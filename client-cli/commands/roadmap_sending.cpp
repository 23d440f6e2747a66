#include "client-cli/commands/roadmap_sending.hpp"

#include <algorithm>
#include <cstring>

#include "client-cli/commands/roadmap_talk.hpp"
#include "client-cli/roadmaps/rewriting.hpp"
#include "client-cli/roadmaps/saved_text.hpp"
#include "protocol/limits.hpp"
#include "server/roadmap/utf16.hpp"

namespace ramure::cli {

namespace {

std::uint64_t draw_editor_id() {
  std::uint64_t id = 0;
  const std::string bytes = random_bytes(sizeof id);
  std::memcpy(&id, bytes.data(), sizeof id);
  return std::max<std::uint64_t>(1, id & limits::id_max);
}

// The base is no version of the log that the server has: the changes can only be made anew on the text as it is.
bool is_apart(const std::string& cause) {
  return cause == "epoch" || cause == "ahead" || cause == "diverged" || cause == "behind";
}

Result<Changes> changes_in(const CopyState& state) {
  Changes changes;
  for (const v1::TextChange& wire : state.push.push().changes()) {
    auto change = roadmap::read_change("changes", wire);
    if (!change) return std::unexpected(from_refusal(change.error(), About::roadmap));
    changes.push_back(std::move(*change));
  }
  return changes;
}

void put_changes(CopyState& state, const Changes& changes) {
  state.push.mutable_push()->clear_changes();
  for (const roadmap::Change& change : changes) *state.push.mutable_push()->add_changes() = roadmap::to_wire(change);
}

// One copy, from its file to the last of its changes.
class Sending {
 public:
  Sending(Session& session, OpenCopy& copy) : session_(session), copy_(copy), state_(copy.state) {}

  Result<Sent> send(bool may_be_empty) {
    if (auto taken = take_in(may_be_empty); !taken) return std::unexpected(taken.error());
    auto changes = changes_in(state_);
    if (!changes) return std::unexpected(changes.error());
    if (changes->empty()) return sent_;
    sent_.is_changed = true;
    before_ = roadmap::to_utf16(state_.base_text);
    mine_ = roadmap::to_utf16(state_.taken_in);
    base_version_ = state_.push.push().base_version();
    if (is_apart(state_.why)) {
      if (state_.was_sent) return may_be_there();
      if (auto moved = move_to_now(*changes); !moved) return std::unexpected(moved.error());
    }
    while (!changes->empty()) {
      if (auto pushed = push_some(*changes); !pushed) return std::unexpected(pushed.error());
    }
    return look_back();
  }

 private:
  // What the file holds beyond what is in the changes already.
  Result<void> take_in(bool may_be_empty) {
    const auto saved = read_saved(copy_.read(), state_.base_text);
    if (!saved) return std::unexpected(saved.error());
    sent_.controls_removed = saved->controls_removed;
    if (saved->text == state_.taken_in) return {};
    if (saved->text.find_first_not_of(" \t\n") == std::string::npos && !may_be_empty) {
      return fail(Exit::usage, t({"le texte est vide : rien n’est envoyé (--empty, si c’est voulu)",
                                  "the text is empty: nothing is sent (--empty, if that is meant)"}));
    }
    const auto written = changes_between(roadmap::to_utf16(state_.taken_in), roadmap::to_utf16(saved->text));
    for (const roadmap::Change& change : written) *state_.push.mutable_push()->add_changes() = roadmap::to_wire(change);
    state_.taken_in = saved->text;
    copy_.save();
    return {};
  }

  // An answer was lost, and the log cannot tell us any more: made anew, the same words could stand there twice.
  static std::unexpected<Failure> may_be_there() {
    return fail(Exit::refused,
                t({"une partie y est peut-être déjà : comparez avec le texte, puis envoyez le vôtre par --from",
                   "part of it may be there already: compare with the text, then send yours by --from"}));
  }

  // The changes that are left go on from another text: with another editor, since they are not those of before.
  void begin_anew(const Changes& changes, std::uint64_t version, const std::string& text) {
    state_.push.mutable_push()->set_editor_id(draw_editor_id());
    state_.push.mutable_push()->set_base_version(version);
    put_changes(state_, changes);
    state_.base_text = text;
    state_.taken_in = roadmap::to_utf8(applied(changes, roadmap::to_utf16(text)));
    state_.was_sent = false;
    state_.why.clear();
    copy_.replace_text(state_.taken_in);
  }

  Result<void> move_to_now(Changes& changes) {
    const std::uint64_t id = state_.push.roadmap_id();
    const auto roadmap = fetch_roadmap(session_, id);
    if (!roadmap) return std::unexpected(roadmap.error());
    const auto now = fetch_text(session_, id);
    if (!now) return std::unexpected(now.error());
    state_.push.set_epoch(roadmap->epoch());
    changes = moved_onto(roadmap::to_utf16(state_.base_text), roadmap::to_utf16(now->text()), std::move(changes));
    begin_anew(changes, now->version(), now->text());
    return {};
  }

  // As many as one frame carries. What was taken leaves `changes`.
  Result<void> push_some(Changes& changes) {
    v1::PushText push = state_.push;
    const auto count = static_cast<int>(pushable(changes));
    push.mutable_push()->mutable_changes()->DeleteSubrange(count, push.push().changes_size() - count);
    const bool was_sent_before = std::exchange(state_.was_sent, true);
    copy_.save();
    const auto taken = session_.push(push);
    if (!taken) return refused(changes, taken.error(), was_sent_before);
    const auto accepted = std::min<std::size_t>(taken->taken(), changes.size());
    if (accepted == 0) return fail(Exit::refused, t({"le serveur n’a rien pris", "the server took nothing"}));
    sent_.version = taken->version();
    if (accepted == changes.size()) {
      changes.clear();
      return {};
    }
    return go_on(changes, accepted);
  }

  Result<void> refused(Changes& changes, const Failure& failure, bool was_sent_before) {
    if (failure.exit == Exit::kept_for_later) return std::unexpected(failure);  // perhaps it was taken
    state_.was_sent = was_sent_before;
    // Too much happened for the server to move these over it one by one: made anew on the text as it is.
    if (failure.cause == "behind" && !was_sent_before && !has_moved_) {
      has_moved_ = true;
      return move_to_now(changes);
    }
    state_.why = failure.cause.empty() ? "refused" : failure.cause;
    copy_.save();
    return std::unexpected(failure);
  }

  // The first ones are in the log: the rest follows on the text that they made, with what others wrote.
  Result<void> go_on(Changes& changes, std::size_t accepted) {
    const auto rest = changes.begin() + static_cast<std::ptrdiff_t>(accepted);
    const std::u16string reached = applied(Changes(changes.begin(), rest), roadmap::to_utf16(state_.base_text));
    const auto now = fetch_text(session_, state_.push.roadmap_id(), sent_.version);
    if (!now) return std::unexpected(now.error());
    changes = moved_onto(reached, roadmap::to_utf16(now->text()), Changes(rest, changes.end()));
    begin_anew(changes, now->version(), now->text());
    return {};
  }

  // All is in the log. What stands there now, beside what one left.
  Result<Sent> look_back() {
    const auto now = fetch_text(session_, state_.push.roadmap_id(), sent_.version);
    if (!now) return sent_;  // it is accepted; that the network went afterwards takes nothing away
    const std::u16string text = roadmap::to_utf16(now->text());
    sent_.others_wrote = text != mine_;
    if (!sent_.others_wrote) return sent_;
    sent_.clashes = clashes(before_, mine_, text);
    v1::Query question;
    question.mutable_get_text_history()->set_roadmap_id(state_.push.roadmap_id());
    question.mutable_get_text_history()->set_after_version(base_version_);
    question.mutable_get_text_history()->set_with_names(true);
    const auto history = session_.query(question);
    if (!history) return sent_;
    for (const v1::WorkingSession& sitting : history->text_history().sessions()) {
      for (const std::uint64_t id : sitting.author_ids()) {
        const bool is_known = id == session_.welcome().me().id() || std::ranges::count(sent_.others, id) > 0;
        if (!is_known) sent_.others.push_back(id);
      }
    }
    return sent_;
  }

  Session& session_;
  OpenCopy& copy_;
  CopyState& state_;
  Sent sent_;
  std::u16string before_, mine_;
  std::uint64_t base_version_ = 0;
  bool has_moved_ = false;
};

}  // namespace

CopyState opened_copy(const v1::RoadmapAnswer& roadmap, const v1::TextAnswer& text) {
  CopyState state;
  state.push.set_roadmap_id(roadmap.view().id());
  state.push.set_epoch(roadmap.epoch());
  state.push.mutable_push()->set_editor_id(draw_editor_id());
  state.push.mutable_push()->set_base_version(text.version());
  state.base_text = state.taken_in = text.text();
  state.title = roadmap.view().title();
  state.opened_at_ms = now_ms();
  return state;
}

Failure with_copy_kept(OpenCopy& copy, Failure failure) {
  failure.text += "\n" + t({"Votre texte est gardé : {}\n« ramure roadmap edit --resume » le reprend.",
                            "Your text is kept: {}\n`ramure roadmap edit --resume` takes it up again."},
                           {copy.path().string()});
  if (failure.exit == Exit::no_network) failure.exit = Exit::kept_for_later;
  return failure;
}

Result<Sent> send_copy(Session& session, OpenCopy& copy, bool may_be_empty) {
  auto sent = Sending(session, copy).send(may_be_empty);
  if (!sent) return std::unexpected(with_copy_kept(copy, sent.error()));
  return sent;
}

}  // namespace ramure::cli
