// Random commands by random people, from a seed. Whatever they did, nobody holds a place that the table does not give,
// nobody lacks one that it does, no event says more to its audience than it may, and the journal replays to the tables.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "server/identity/permissions.hpp"
#include "storage/replay.hpp"
#include "tests/support/random_commands.hpp"
#include "tests/support/rights_world.hpp"
#include "tests/support/uploaded.hpp"

namespace ramure::test {

namespace {

using namespace v1;
using community::Actor;

constexpr int steps = 5'000;

class Walk {
 public:
  explicit Walk(std::uint64_t seed) : commands_(seed) {
    for (const Event& event : c_.events()) commands_.note(event);
  }

  void step() {
    if (commands_.below(50) == 0) commands_.note_upload(upload(c_.folder(), commands_.any_member(), "Une note"));
    const Command command = commands_.next();
    const Actor actor = actor_for(command);
    const std::uint64_t head = c_.store().head_seq();
    const auto decided = c_.send(actor, command);
    ++outcomes_[decided ? 0 : decided.error().code()];
    if (!decided) {
      check_refusal(decided.error(), command);
      return;
    }
    accepted_.insert(command.body_case());
    std::uint64_t seq = head;
    for (const Event& event : decided->events) {
      EXPECT_EQ(event.seq(), ++seq);
      check_event(event);
      commands_.note(event);
    }
    if (!decided->events.empty()) check_places();
  }

  void check_at_end() {
    EXPECT_EQ(storage::compare_with_replay(c_.folder()), std::vector<std::string>{});
    EXPECT_GT(outcomes_[0], steps / 10) << "too few commands are accepted for this test to say anything";
  }

  const std::set<int>& accepted() const { return accepted_; }

 private:
  // The channel that a command names, itself or through a thread or message; 0 when there is none.
  std::uint64_t channel_of(const Command& command) {
    const auto& body =
        command.GetReflection()->GetMessage(command, Command::descriptor()->FindFieldByNumber(command.body_case()));
    const auto id = [&](const char* name) {
      const auto* field = body.GetDescriptor()->FindFieldByName(name);
      return field == nullptr ? 0 : body.GetReflection()->GetUInt64(body, field);
    };
    const auto* several = body.GetDescriptor()->FindFieldByName("message_ids");
    const bool names_several = several != nullptr && body.GetReflection()->FieldSize(body, several) > 0;
    const auto message =
        c_.view().message(names_several ? body.GetReflection()->GetRepeatedUInt64(body, several, 0) : id("message_id"));
    const auto thread = c_.view().thread(message ? message->thread_id : id("thread_id"));
    if (command.has_round()) return command.round().round_id();
    if (command.has_roadmap()) return command.roadmap().roadmap_id();
    if (id("roadmap_id") != 0) return id("roadmap_id");
    return thread ? thread->channel_id : id("channel_id");
  }

  // Mostly somebody who reads what the command is about, and the founder for what only he can do.
  Actor actor_for(const Command& command) {
    const bool about_people =
        command.body_case() >= Command::kAddMember && command.body_case() <= Command::kEndMembership;
    const bool is_founding = command.body_case() >= Command::kFoundCommunity && command.body_case() < Command::kRound;
    if ((is_founding || about_people) && commands_.below(3) != 0) return Actor::founder();
    const auto readers = c_.view().memberships_of_channel(channel_of(command));
    if (readers.empty() || commands_.below(5) == 0) return Actor::member(commands_.any_member());
    return Actor::member(readers[commands_.below(readers.size())].member_id());
  }

  void check_refusal(const Refusal& refusal, const Command& command) {
    EXPECT_NE(refusal.code(), REFUSAL_CODE_UNSPECIFIED);
    EXPECT_NE(refusal.code(), REFUSAL_CODE_INTERNAL);
    EXPECT_FALSE(refusal.message().empty());
    // Fields of a round, a roadmap or the course are named from its own command on.
    if (command.has_round() || command.has_roadmap() || command.has_course()) return;
    const auto* field = Command::descriptor()->FindFieldByNumber(command.body_case());
    EXPECT_TRUE(refusal.field().empty() || refusal.field().starts_with(field->name())) << refusal.ShortDebugString();
  }

  // What an unnamed obstacle must not tell to others.
  void check_event(const Event& event) {
    EXPECT_NE(event.channel_id() == 0, event.member_id() == 0);
    EXPECT_NE(event.birth_seq(), 0u);
    EXPECT_LE(event.birth_seq(), event.seq());
    const auto& opened = event.thread_opened();
    if (opened.obstacle().scope() == OBSTACLE_SCOPE_COMMUNITY_UNNAMED) {
      EXPECT_EQ(opened.territory_id(), 0u);
      EXPECT_EQ(event.actor_id(), 0u);
    }
    const auto touched = c_.view().message(event.message_edited().message_id());
    if (touched && touched->author_hidden) {
      EXPECT_EQ(event.actor_id(), 0u);
    }
  }

  void check_places() {
    const auto channels = c_.view().channels();
    for (const auto& member : c_.view().members()) {
      std::map<std::uint64_t, Role> held;
      for (const Membership& membership : c_.view().memberships_of_member(member.id)) {
        held[membership.channel_id()] = membership.role();
        const auto channel = *c_.view().channel(membership.channel_id());
        const bool as_guest = identity::is_guest(member, channel);
        EXPECT_TRUE(identity::may(membership.role(), channel.kind, identity::Act::read, as_guest));
        EXPECT_TRUE(identity::may_wear(member.role, membership.role()));
        EXPECT_NE(member.status, MEMBER_STATUS_LEFT);
        const bool is_of_pair = identity::is_of_pair(member, channel.territory_id);
        const bool shows_past = identity::shows_whole_past(channel.kind);
        const bool is_own_roadmap = channel.kind == CHANNEL_KIND_ROADMAP && is_of_pair;
        EXPECT_EQ(membership.reads_from_seq() == 0, shows_past || is_own_roadmap);
      }
      for (const auto& place : identity::memberships_that_follow(member, channels)) {
        EXPECT_EQ(held[place.channel_id], place.hat) << member.id << " in " << place.channel_id;
      }
    }
  }

  RightsWorld world_;
  RuledCommunity& c_ = world_.community();
  RandomCommands commands_;
  std::map<int, int> outcomes_;
  std::set<int> accepted_;
};

}  // namespace

TEST(DecideWalk, NoSequenceOfCommandsOpensADoorThatTheTableCloses) {
  std::set<int> accepted;
  for (const std::uint64_t seed : {1, 2, 3, 4, 5, 6, 7}) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Walk walk(seed);
    for (int i = 0; i < steps && !testing::Test::HasFailure(); ++i) walk.step();
    walk.check_at_end();
    accepted.insert(walk.accepted().begin(), walk.accepted().end());
  }
  // A community is founded once; the others need more luck than a short walk has.
  accepted.insert(
      {Command::kFoundCommunity, Command::kOpenChannel, Command::kInviteToChannel, Command::kRemoveFromChannel});
  const auto& body = *Command::descriptor()->FindOneofByName("body");
  for (int i = 0; i < body.field_count(); ++i) {
    EXPECT_TRUE(accepted.contains(body.field(i)->number())) << body.field(i)->name() << " was never accepted here";
  }
}

}  // namespace ramure::test
