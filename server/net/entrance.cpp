#include "server/net/entrance.hpp"

namespace ramure::net {

namespace {

std::unexpected<v1::Refusal> refused(v1::RefusalCode code, const char* sentence) {
  v1::Refusal refusal;
  refusal.set_code(code);
  refusal.set_field("community");
  refusal.set_message(sentence);
  return std::unexpected(std::move(refusal));
}

}  // namespace

std::expected<identity::MemberOf, v1::Refusal> find_membership(const identity::Identity& identity,
                                                               const std::string& slug) {
  if (slug.empty() && identity.memberships.size() > 1) {
    return refused(v1::REFUSAL_CODE_INVALID_ARGUMENT, "the account has several communities: say which");
  }
  const std::uint64_t member_id = identity.member_in(slug);
  if (member_id == 0) return refused(v1::REFUSAL_CODE_NOT_FOUND, "there is no such community");
  return identity::MemberOf{slug.empty() ? std::string(identity.only_community()) : slug, member_id};
}

void enter(live::Registry& registry, const identity::Identity& identity, const std::string& slug, live::Loop& loop,
           Entered done) {
  auto membership = find_membership(identity, slug);
  if (!membership) return done(std::unexpected(std::move(membership.error())));
  registry.open(membership->community, loop,
                [done = std::move(done), member_id = membership->member_id](auto lease) mutable {
                  if (lease) {
                    done(Entrance{std::move(*lease), member_id});
                  } else if (lease.error().code() == v1::REFUSAL_CODE_NOT_FOUND) {
                    done(refused(v1::REFUSAL_CODE_NOT_FOUND, "there is no such community"));
                  } else {
                    done(std::unexpected(std::move(lease.error())));
                  }
                });
}

}  // namespace ramure::net
