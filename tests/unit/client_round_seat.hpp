// Somebody at a terminal in a round that the engine plays: sees what the server would show and tell him, and types.
//
//   RoundPlay play(shipped_form("standard"));
//   Seat client(play, play.client);
//   EXPECT_EQ(client.type("/rejoindre"), "");          // "" when it was accepted, else the cause of the refusal
//   client.catch_up();
#pragma once

#include <string>

#include "client-cli/rounds/act_line.hpp"
#include "client-cli/rounds/room.hpp"
#include "client-cli/rounds/telling.hpp"
#include "server/codev/visible.hpp"
#include "tests/support/round_play.hpp"

namespace ramure::test {

// The people of RoundPlay: « Personne 10 », « Personne 20 » …
inline cli::Names play_names() {
  v1::Snapshot snapshot;
  for (const std::uint64_t id : {1, 2, 10, 20, 21, 22, 23, 24, 25, 26}) {
    v1::Member& member = *snapshot.add_members();
    member.set_id(id);
    member.set_key("p" + std::to_string(id));
    member.set_name("Personne " + std::to_string(id));
  }
  cli::Names names;
  names.take(snapshot);
  return names;
}

// As it travels: what the envelope says is left out inside.
inline v1::Event enveloped(const v1::RoundEvent& told) {
  constexpr std::uint64_t desk_channel_id = 1'000'000;
  v1::Event event;
  event.set_seq(told.seq());
  event.set_at_ms(told.at_ms());
  event.set_actor_id(told.actor_id());
  if (told.audience_case() == v1::RoundEvent::kRound) event.set_channel_id(told.round_id());
  if (told.audience_case() == v1::RoundEvent::kDesk) event.set_channel_id(desk_channel_id);
  if (told.audience_case() == v1::RoundEvent::kMemberId) event.set_member_id(told.member_id());
  v1::RoundEvent& inside = *event.mutable_round();
  inside = told;
  inside.clear_seq();
  inside.clear_at_ms();
  inside.clear_actor_id();
  inside.clear_audience();
  return event;
}

inline v1::RoundAnswer answer_for(const codev::Round& round, std::uint64_t me, TimestampMs now, bool without_words) {
  v1::RoundAnswer answer;
  *answer.mutable_view() = codev::view_for(round, me, now);
  if (without_words) {
    answer.mutable_view()->clear_form();
    answer.mutable_view()->clear_contributions();
  }
  answer.set_server_time_ms(now);
  return answer;
}

class Seat {
 public:
  Seat(RoundPlay& play, std::uint64_t me) : me(me), names(play_names()), play_(play), taken_(play.events.size()) {
    room.begin(answer_for(play.round, me, play.now, false), play.now);
  }

  void catch_up() {
    bool whole = false;
    for (; taken_ < play_.events.size(); ++taken_) {
      if (!codev::visible_to(play_.round, play_.events[taken_], me)) continue;
      whole |= room.take(enveloped(play_.events[taken_])) == cli::Change::reload;
    }
    const auto answer = answer_for(play_.round, me, play_.now, !whole);
    whole ? room.begin(answer, play_.now) : room.refresh(answer, play_.now);
  }

  // A line as it is typed in the whole-screen view: words of the usual kind, or an act with its slash.
  std::string type(const std::string& line) {
    catch_up();
    cli::TypedAct typed{&cli::acts().front(), {}};
    if (line.starts_with('/')) {
      auto parsed = cli::parse_act(line.substr(1));
      if (!parsed) return parsed.error().text;
      typed = *parsed;
    } else {
      typed.words.words = {line};
    }
    const auto made = typed.act->make(scene(), typed.words);
    if (!made) return made.error().text;
    const codev::Decided decided = play_.send(me, *made);
    catch_up();
    return cause_of(decided);
  }

  cli::Scene scene() const {
    return {.room = room,
            .names = names,
            .me = me,
            .now_ms = play_.now,
            .find_contribution = [this](const std::string& text) { return room.find(text); },
            .read_text = [](const std::string& text) -> cli::Result<std::string> {
              if (text.empty()) return cli::fail(cli::Exit::usage, "no text");
              return text;
            }};
  }
  cli::Glance glance(int columns = 80) const { return {names, me, play_.now, columns, "/"}; }

  std::uint64_t me;
  cli::Names names;
  cli::Room room;

 private:
  RoundPlay& play_;
  std::size_t taken_;
};

}  // namespace ramure::test
