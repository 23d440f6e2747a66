#include "server/admit_member.hpp"

#include "server/community_door.hpp"

namespace ramure {

identity::Outcome<std::uint64_t> admit_member(live::Registry& registry, live::Loop& loop, const std::string& community,
                                              const v1::Command& add_member) {
  const auto accepted = run_and_wait(registry, loop, community, {community::Actor::founder(), add_member});
  if (!accepted) return std::unexpected(accepted.error());
  return accepted->first_seq();
}

identity::Outcome<identity::Done> dismiss_member(live::Registry& registry, live::Loop& loop,
                                                 const std::string& community, const v1::Command& end_membership) {
  const auto accepted = run_and_wait(registry, loop, community, {community::Actor::founder(), end_membership});
  if (!accepted) return std::unexpected(accepted.error());
  return identity::Done{};
}

}  // namespace ramure
