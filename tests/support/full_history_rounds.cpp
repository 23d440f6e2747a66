// Two rounds of co-development as their events stand in a journal: one that was held, handed over, and whose words were
// erased after their time; one that was cancelled. What the method allows is not asked here.
#include "tests/support/full_history.hpp"

namespace ramure::test {

using namespace v1;

namespace {

class RoundOnPaper {
 public:
  explicit RoundOnPaper(FoundedCommunity& community) : community_(community) {
    id_ = community.store().next_seq();
    tell([&](RoundEvent& event) {
      RoundPlanned& planned = *event.mutable_round_planned();
      planned.mutable_plan()->set_title("Un sujet délicat");
      planned.mutable_plan()->set_facilitator_id(community.facilitator);
    });
    community.open_channel(CHANNEL_KIND_ROUND_DESK);
    for (const std::uint64_t reader : {community.facilitator, community.valmerac.first, community.kerlohan.first}) {
      community.grant(id_, reader, ROLE_CATALYST, false);
    }
  }

  template <class Fill>
  std::uint64_t tell(Fill fill) {
    return community_.append(community_.facilitator, id_, [&](Event& event) {
      event.mutable_round()->set_round_id(id_);
      fill(*event.mutable_round());
    });
  }

  std::uint64_t say(std::string_view text) {
    const std::uint64_t id = community_.store().next_seq();
    return tell([&](RoundEvent& event) {
      Contribution& said = *event.mutable_contribution_made()->mutable_contribution();
      said.set_id(id);
      said.set_author_id(community_.valmerac.first);
      said.set_text(std::string(text));
    });
  }

  std::uint64_t id() const { return id_; }

 private:
  FoundedCommunity& community_;
  std::uint64_t id_ = 0;
};

}  // namespace

void write_round_history(FoundedCommunity& community) {
  RoundOnPaper held(community);
  held.tell([](RoundEvent& event) { event.mutable_step_opened()->set_step("expose"); });
  const std::uint64_t hidden = held.say("Dit en silence"), kept = held.say("Une action"), gone = held.say("Oubliez-le");
  held.tell([&](RoundEvent& event) {
    for (const std::uint64_t id : {hidden, gone}) {
      Contribution& shown = *event.mutable_contributions_shown()->add_contributions();
      shown.set_id(id);
      shown.set_text(id == hidden ? "Dit en silence" : "Oubliez-le");
    }
  });
  held.tell([&](RoundEvent& event) { event.mutable_contribution_erased()->set_contribution_id(gone); });
  held.tell([&](RoundEvent& event) {
    event.mutable_facilitation_taken()->set_from_member_id(community.facilitator);
    event.mutable_facilitation_taken()->set_to_member_id(community.adviser);
  });
  held.tell([](RoundEvent& event) { event.mutable_round_finished(); });
  held.tell([&](RoundEvent& event) { event.mutable_words_erased()->add_kept_ids(kept); });

  RoundOnPaper cancelled(community);
  cancelled.say("Pour rien");
  cancelled.tell([](RoundEvent& event) { event.mutable_round_cancelled(); });
}

}  // namespace ramure::test
