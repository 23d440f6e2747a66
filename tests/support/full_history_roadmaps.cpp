// A roadmap as its events stand in a journal: shared, talked about, frozen, one comment erased, and words taken out of
// the history of its text. What the rules allow is not asked here, and its text lies beside the journal.
#include "tests/support/full_history.hpp"

namespace ramure::test {

using namespace v1;

void write_roadmap_history(FoundedCommunity& community) {
  const std::uint64_t author = community.valmerac.first, id = community.store().next_seq();
  const auto tell = [&](auto fill) {
    return community.append(author, id, [&](Event& event) {
      event.mutable_roadmap()->set_roadmap_id(id);
      fill(*event.mutable_roadmap());
    });
  };
  tell([&](RoadmapEvent& event) {
    event.mutable_roadmap_created()->set_territory_id(community.valmerac.id);
    event.mutable_roadmap_created()->set_title("Notre feuille de route");
    event.mutable_roadmap_created()->set_stage(ROADMAP_STAGE_BALANCE);
  });
  community.grant(id, author, ROLE_CATALYST, false);
  tell([](RoadmapEvent& event) { event.mutable_roadmap_shared()->set_sharing(ROADMAP_SHARING_SUPPORT); });
  tell([](RoadmapEvent& event) { event.mutable_action_added()->add_fields()->set_title("Écrire la charte"); });
  const auto comment = [&](const char* words) {
    return tell([&](RoadmapEvent& event) {
      event.mutable_commented()->set_box(ROADMAP_COMMENT_BOX_UNCLEAR);
      event.mutable_commented()->set_text(words);
    });
  };
  const std::uint64_t kept = comment("Qui décide ?"), gone = comment("Oubliez ceci");
  tell([&](RoadmapEvent& event) {
    event.mutable_comment_answered()->set_comment_id(kept);
    event.mutable_comment_answered()->set_verdict(ROADMAP_VERDICT_KEPT);
  });
  tell([&](RoadmapEvent& event) { event.mutable_words_erased()->set_id(gone); });
  tell([](RoadmapEvent& event) { event.mutable_version_made()->set_stage(ROADMAP_STAGE_BALANCE); });
  tell([](RoadmapEvent& event) { event.mutable_passage_removed()->set_versions(3); });
}

}  // namespace ramure::test
