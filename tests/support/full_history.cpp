#include "tests/support/full_history.hpp"

#include "tests/support/uploaded.hpp"

namespace ramure::test {

using namespace v1;

namespace {

void talk_in_the_plenary(FoundedCommunity& community, FullHistory& history) {
  const auto& [first, second] = std::pair(community.valmerac.first, community.kerlohan.first);
  const std::uint64_t place = community.plenary;
  history.thread = community.open_thread(place, first, "Comment avez-vous commencé ?");
  history.first_message = community.post(history.thread, first, "Avec <@2>", {second});
  history.second_message = community.post(history.thread, second, "Par un déjeuner, <@1>.", {first});
  history.message_with_files =
      community.post_with({upload(community.folder(), first, "Une carte", {.name = "carte.txt"}),
                           upload(community.folder(), first, "Un budget", {.name = "budget.txt"})},
                          history.thread, first, "Voici la carte.");
  history.erased_message_with_file = community.post_with(
      {upload(community.folder(), second, erased_file, {.name = std::string(erased_name)})}, history.thread, second);
  history.erased_message = community.post(history.thread, second, erased_words, {first, community.facilitator});
  community.edit(history.first_message, first, "Avec un diagnostic partagé.");
  community.edit(history.first_message, first, "Avec un diagnostic, partagé.");
  community.edit(history.erased_message, second, erased_second_wording);
  community.react(history.first_message, second, "merci");
  community.react(history.first_message, community.facilitator, "merci");
  community.react(history.first_message, second, "merci", false);
  community.react(history.erased_message, first, "moi aussi");

  const auto mark = [&](std::uint64_t message, auto&& fill) {
    community.append(community.facilitator, place, [&](Event& event) {
      event.set_birth_seq(message);
      fill(event);
    });
  };
  const auto keep = [&](std::uint64_t message, bool kept) {
    mark(message, [&](Event& event) {
      event.mutable_message_kept()->set_message_id(message);
      event.mutable_message_kept()->set_thread_id(history.thread);
      event.mutable_message_kept()->set_kept(kept);
    });
  };
  const auto pin = [&](std::uint64_t message) {
    mark(message, [&](Event& event) {
      event.mutable_message_pinned()->set_message_id(message);
      event.mutable_message_pinned()->set_thread_id(history.thread);
      event.mutable_message_pinned()->set_pinned(true);
    });
  };
  pin(history.second_message);
  pin(history.erased_message);
  keep(history.first_message, true);
  keep(history.second_message, true);
  keep(history.second_message, false);
  keep(history.erased_message, true);
  community.redact(history.erased_message, second);
  community.redact(history.erased_message_with_file, second);
}

void tend_the_thread(FoundedCommunity& community, const FullHistory& history) {
  const auto tend = [&](auto&& fill) { community.append(community.facilitator, community.plenary, fill); };
  tend([&](Event& event) {
    event.mutable_thread_retitled()->set_thread_id(history.thread);
    event.mutable_thread_retitled()->set_title("Par où commencer ?");
  });
  for (std::uint32_t version = 1; version <= 2; ++version) {
    tend([&](Event& event) {
      event.set_birth_seq(history.thread);
      event.mutable_summary_edited()->set_thread_id(history.thread);
      Summary& summary = *event.mutable_summary_edited()->mutable_summary();
      summary.set_text("Point numéro " + std::to_string(version));
      summary.set_version(version);
      summary.set_author_id(community.facilitator);
      summary.set_at_ms(event.at_ms());
    });
  }
  tend([&](Event& event) {
    event.mutable_thread_resolved()->set_thread_id(history.thread);
    event.mutable_thread_resolved()->set_resolved(true);
  });
  tend([&](Event& event) {
    event.mutable_thread_archived()->set_thread_id(history.thread);
    event.mutable_thread_archived()->set_archived(true);
  });
}

void move_obstacle(FoundedCommunity& community, std::uint64_t thread, ObstacleStatus from, ObstacleStatus to,
                   std::string_view outcome) {
  community.append(community.valmerac.first, community.valmerac.pair_obstacles, [&](Event& event) {
    event.set_birth_seq(thread);
    ObstacleStatusChanged& moved = *event.mutable_obstacle_status_changed();
    moved.set_thread_id(thread);
    moved.set_from(from);
    moved.set_to(to);
    moved.set_outcome(std::string(outcome));
  });
}

void declare_and_publish(FoundedCommunity& community, FullHistory& history) {
  const std::uint64_t author = community.valmerac.first;
  Obstacle card;
  card.set_scope(OBSTACLE_SCOPE_PAIR);
  card.set_status(OBSTACLE_STATUS_DRAFT);
  history.obstacle = community.open_obstacle(community.valmerac.pair_obstacles, author, "Personne ne répond", card);
  community.post(history.obstacle, author, "Trois relances sans réponse.");
  community.append(author, community.valmerac.pair_obstacles, [&](Event& event) {
    event.set_birth_seq(history.obstacle);
    event.mutable_obstacle_edited()->set_thread_id(history.obstacle);
    Obstacle& wording = *event.mutable_obstacle_edited()->mutable_card();
    wording.add_natures(OBSTACLE_NATURE_TRUST);
    wording.set_context("Un service débordé");
    wording.add_tried("écrire");
  });
  move_obstacle(community, history.obstacle, OBSTACLE_STATUS_DRAFT, OBSTACLE_STATUS_OPEN, "");
  move_obstacle(community, history.obstacle, OBSTACLE_STATUS_OPEN, OBSTACLE_STATUS_LIFTED, "Passer voir les gens");

  card.set_scope(OBSTACLE_SCOPE_COMMUNITY_UNNAMED);
  card.set_status(OBSTACLE_STATUS_OPEN);
  card.set_context("Un service débordé");
  history.published = community.open_obstacle(community.themes, 0, "Personne ne répond", card, community.theme_models);
  history.unnamed_message = community.post(history.published, 0, "Comment faites-vous ?");
  community.append_to_member(0, author, [&](Event& event) {
    AuthorshipNoted& noted = *event.mutable_authorship_noted();
    noted.set_thread_id(history.published);
    noted.set_author_id(author);
    noted.set_territory_id(community.valmerac.id);
    noted.set_published_from_id(history.obstacle);
  });
  community.append_to_member(0, author, [&](Event& event) {
    AuthorshipNoted& noted = *event.mutable_authorship_noted();
    noted.set_thread_id(history.published);
    noted.set_message_id(history.unnamed_message);
    noted.set_author_id(author);
    noted.set_territory_id(community.valmerac.id);
  });
  community.append(community.facilitator, community.themes, [&](Event& event) {
    event.mutable_thread_rethemed()->set_thread_id(history.published);
    event.mutable_thread_rethemed()->set_theme_id(community.theme_places);
  });
}

void come_and_go(FoundedCommunity& community, FullHistory& history) {
  const std::uint64_t first = community.valmerac.first;
  const std::uint64_t second = community.kerlohan.first;
  history.conversation = community.open_channel(CHANNEL_KIND_CONVERSATION);
  community.grant(history.conversation, first, ROLE_CATALYST, false);
  community.grant(history.conversation, second, ROLE_CATALYST, false);
  history.wider_conversation = community.open_channel(CHANNEL_KIND_CONVERSATION);
  for (const std::uint64_t member : {first, second, community.adviser}) {
    community.grant(history.wider_conversation, member, ROLE_CATALYST, false);
  }
  history.leaver = community.add_member("p99", ROLE_CATALYST, community.kerlohan.id);
  community.grant(community.plenary, history.leaver, ROLE_CATALYST);
  community.append(0, FoundedCommunity::directory, [&](Event& event) {
    event.mutable_member_role_changed()->set_member_id(history.leaver);
    event.mutable_member_role_changed()->set_role(ROLE_EVALUATOR);
  });
  community.append(0, FoundedCommunity::directory, [&](Event& event) {
    event.mutable_member_status_changed()->set_member_id(history.leaver);
    event.mutable_member_status_changed()->set_status(MEMBER_STATUS_LEFT);
  });
  community.end_membership(community.plenary, history.leaver);
}

void merge_threads(FoundedCommunity& community, FullHistory& history) {
  const std::uint64_t place = community.plenary, author = community.kerlohan.second;
  history.merged = community.open_thread(place, author, "Le même sujet");
  history.moved_message = community.post(history.merged, author, "Déjà dit, <@1> ?", {community.valmerac.first});
  history.merged_into = community.open_thread(place, community.facilitator, "Le sujet");
  community.move(community.facilitator, history.merged_into, {history.moved_message});
  community.append(community.facilitator, place, [&](Event& event) {
    event.mutable_thread_merged()->set_thread_id(history.merged);
    event.mutable_thread_merged()->set_into_id(history.merged_into);
  });
}

}  // namespace

FullHistory write_full_history(FoundedCommunity& community) {
  FullHistory history;
  talk_in_the_plenary(community, history);
  tend_the_thread(community, history);
  declare_and_publish(community, history);
  come_and_go(community, history);
  merge_threads(community, history);
  write_directory_history(community);
  write_round_history(community);
  write_roadmap_history(community);
  write_course_history(community);
  return history;
}

}  // namespace ramure::test
