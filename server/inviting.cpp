#include "server/inviting.hpp"

#include "server/community/decide.hpp"
#include "server/community_door.hpp"

namespace ramure {

namespace {

using identity::Done;
using identity::Outcome;

}  // namespace

Outcome<Done> check_new_member(live::Registry& registry, const std::string& community, std::uint64_t inviter_id,
                               const v1::AddMember& person) {
  return look_at<Done>(registry, community, [&](storage::Store& store) -> Outcome<Done> {
    v1::Command command;
    *command.mutable_add_member() = person;
    const auto decided = community::decide(store.view(), command, community::Actor::member(inviter_id),
                                           store.head_seq() + 1, store.last_event_ms());
    if (!decided) return std::unexpected(decided.error());
    return Done{};
  });
}

Outcome<std::vector<v1::Role>> roles_of_members(live::Registry& registry, const std::string& community,
                                                std::span<const std::uint64_t> member_ids) {
  using Roles = std::vector<v1::Role>;
  return look_at<Roles>(registry, community, [member_ids](storage::Store& store) -> Outcome<Roles> {
    Roles roles;
    for (const std::uint64_t id : member_ids) {
      const auto member = store.view().member(id);
      const bool is_active = member && member->status == v1::MEMBER_STATUS_ACTIVE;
      roles.push_back(is_active ? member->role : v1::ROLE_UNSPECIFIED);
    }
    return roles;
  });
}

}  // namespace ramure
