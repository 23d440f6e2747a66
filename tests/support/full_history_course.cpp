// The course as its events stand in a journal: gatherings planned, edited, answered and evaluated, a workshop with a
// sentence that was withdrawn, and where a territory stands. What the rules allow is not asked here.
#include "tests/support/full_history.hpp"

namespace ramure::test {

using namespace v1;

namespace {

Gathering gathering_of(const FoundedCommunity& community) {
  Gathering gathering;
  gathering.set_channel_id(community.plenary);
  gathering.set_kind(GATHERING_KIND_SESSION);
  gathering.set_session_number(1);
  gathering.set_title("Comprendre");
  gathering.set_starts_at_ms(FoundedCommunity::first_event_ms);
  gathering.set_ends_at_ms(FoundedCommunity::first_event_ms + 7'200'000);
  gathering.set_time_zone("Europe/Paris");
  gathering.set_version(1);
  gathering.set_author_id(community.facilitator);
  return gathering;
}

// Twice by the same member: the second answer takes the place of the first, and of its words.
void write_evaluations(FoundedCommunity& community, std::uint64_t gathering_id) {
  const std::uint64_t member = community.valmerac.first;
  std::uint64_t answer_id = 0;
  for (const std::uint32_t rating : {3u, 4u}) {
    community.append_to_member(member, member, [&](Event& event) {
      event.mutable_course()->mutable_gathering_evaluated()->set_gathering_id(gathering_id);
      event.mutable_course()->mutable_gathering_evaluated()->mutable_evaluation()->set_useful(rating);
      event.mutable_course()->mutable_gathering_evaluated()->mutable_evaluation()->set_keeps("Les pairs");
    });
    const std::uint64_t passed = community.append(0, community.backstage, [&](Event& event) {
      event.mutable_course()->mutable_evaluation_passed_on()->set_gathering_id(gathering_id);
      event.mutable_course()->mutable_evaluation_passed_on()->set_answer_id(answer_id);
      event.mutable_course()->mutable_evaluation_passed_on()->set_keeps("Les pairs");
    });
    if (answer_id == 0) answer_id = passed;
  }
}

void write_workshop(FoundedCommunity& community, std::uint64_t gathering_id) {
  const std::uint64_t workshop = community.append(community.facilitator, community.plenary, [&](Event& event) {
    Workshop& opened = *event.mutable_course()->mutable_workshop_opened()->mutable_workshop();
    opened.set_id(event.seq());
    opened.set_gathering_id(gathering_id);
    opened.set_question("Qu’est-ce qui vous freine ?");
    opened.set_closes_at_ms(FoundedCommunity::first_event_ms + 7'200'000);
  });
  const auto say = [&](std::string_view text) {
    return community.append(0, community.plenary, [&](Event& event) {
      event.mutable_course()->mutable_sentence_added()->set_workshop_id(workshop);
      event.mutable_course()->mutable_sentence_added()->set_text(std::string(text));
    });
  };
  const auto sort = [&](std::uint64_t sentence, bool withdrawn) {
    community.append(community.facilitator, community.plenary, [&](Event& event) {
      event.set_birth_seq(sentence);
      event.mutable_course()->mutable_sentence_sorted()->set_sentence_id(sentence);
      event.mutable_course()->mutable_sentence_sorted()->set_theme_id(community.theme_models);
      event.mutable_course()->mutable_sentence_sorted()->set_withdrawn(withdrawn);
    });
  };
  sort(say("Trop de guichets"), false);
  sort(say(erased_words), true);
  community.append(community.facilitator, community.plenary, [&](Event& event) {
    event.set_birth_seq(workshop);
    event.mutable_course()->mutable_workshop_closed()->set_workshop_id(workshop);
  });
}

}  // namespace

void write_course_history(FoundedCommunity& community) {
  Gathering gathering = gathering_of(community);
  const std::uint64_t id = community.append(community.facilitator, community.plenary, [&](Event& event) {
    gathering.set_id(event.seq());
    *event.mutable_course()->mutable_gathering_planned()->mutable_gathering() = gathering;
  });
  gathering.set_version(2);
  gathering.set_cancelled(true);
  community.append(community.facilitator, community.plenary, [&](Event& event) {
    event.set_birth_seq(id);
    *event.mutable_course()->mutable_gathering_edited()->mutable_gathering() = gathering;
  });
  community.append(community.valmerac.first, community.plenary, [&](Event& event) {
    event.set_birth_seq(id);
    event.mutable_course()->mutable_gathering_answered()->set_gathering_id(id);
    event.mutable_course()->mutable_gathering_answered()->set_member_id(community.valmerac.first);
    event.mutable_course()->mutable_gathering_answered()->set_participation(PARTICIPATION_COMING);
  });
  write_evaluations(community, id);
  write_workshop(community, id);
  community.append(community.admin, FoundedCommunity::directory, [&](Event& event) {
    event.mutable_territory_state_set()->set_territory_id(community.kerlohan.id);
    event.mutable_territory_state_set()->set_state(TERRITORY_STATE_PAUSED);
  });
}

}  // namespace ramure::test
