// What the rules write for « sans nom de territoire »: a public event with actor 0, then a note to the author alone.
#pragma once

#include <string>

#include "tests/support/founded_community.hpp"

namespace ramure::test {

inline std::uint64_t open_unnamed_obstacle(FoundedCommunity& community, std::uint64_t author_id,
                                           std::uint64_t territory_id, const std::string& title,
                                           const std::string& body) {
  v1::Obstacle card;
  card.set_scope(v1::OBSTACLE_SCOPE_COMMUNITY_UNNAMED);
  card.set_status(v1::OBSTACLE_STATUS_OPEN);
  card.set_context("Contexte de " + title);
  const std::uint64_t thread = community.open_obstacle(community.themes, 0, title, card, community.theme_models);
  const std::uint64_t message = community.post(thread, 0, body);
  for (const std::uint64_t about : {std::uint64_t{0}, message}) {
    community.append_to_member(0, author_id, [&](v1::Event& event) {
      event.set_birth_seq(thread);
      v1::AuthorshipNoted& noted = *event.mutable_authorship_noted();
      noted.set_thread_id(thread);
      noted.set_message_id(about);
      noted.set_author_id(author_id);
      noted.set_territory_id(territory_id);
    });
  }
  return thread;
}

}  // namespace ramure::test
