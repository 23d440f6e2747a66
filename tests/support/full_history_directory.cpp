#include "tests/support/full_history.hpp"

namespace ramure::test {

using namespace v1;

void write_directory_history(FoundedCommunity& community) {
  const auto announce = [&](std::uint64_t actor_id, auto&& fill) {
    community.append(actor_id, FoundedCommunity::directory, fill);
  };
  announce(community.valmerac.first, [&](Event& event) {
    event.mutable_member_edited()->set_member_id(community.valmerac.first);
    event.mutable_member_edited()->set_name("Anna Nouvelle");
    event.mutable_member_edited()->set_bio("Revient de loin.");
  });
  announce(community.admin, [&](Event& event) {
    *event.mutable_territory_edited()->mutable_territory() = *community.view().territory(community.kerlohan.id);
    event.mutable_territory_edited()->mutable_territory()->set_name("Grand Kerlohan");
  });
  announce(community.kerlohan.first, [&](Event& event) {
    *event.mutable_territory_edited()->mutable_territory() = *community.view().territory(community.kerlohan.id);
    event.mutable_territory_edited()->mutable_territory()->set_seeks("Des voisins");
  });
  announce(community.facilitator, [&](Event& event) {
    *event.mutable_theme_edited()->mutable_theme() = *community.view().theme(community.theme_models);
    event.mutable_theme_edited()->mutable_theme()->set_position(7);
  });
  for (std::uint32_t version = 1; version <= 2; ++version) {
    community.append(community.facilitator, community.plenary, [&](Event& event) {
      Word& word = *event.mutable_word_edited()->mutable_word();
      word.set_text("Le mot numéro " + std::to_string(version));
      word.set_author_id(community.facilitator);
      word.set_at_ms(event.at_ms());
      word.set_version(version);
    });
  }
}

}  // namespace ramure::test
