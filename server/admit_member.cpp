#include "server/admit_member.hpp"

#include <future>
#include <memory>

namespace ramure {

namespace {

class Waiting final : public live::ReplySink {
 public:
  void on_outcome(std::uint64_t, live::CommandOutcome outcome) override { outcome_.set_value(std::move(outcome)); }
  live::CommandOutcome wait() { return outcome_.get_future().get(); }

 private:
  std::promise<live::CommandOutcome> outcome_;
};

identity::Outcome<v1::Accepted> run_as(const community::Actor& actor, live::Registry& registry, live::Loop& loop,
                                       const std::string& community, const v1::Command& command) {
  auto lease = registry.open_now(community);
  if (!lease) return std::unexpected(std::move(lease.error()));
  const auto waiting = std::make_shared<Waiting>();
  auto refused = (*lease)->submit({actor, command}, {waiting, &loop, 0});
  if (refused) return std::unexpected(std::move(*refused));
  live::CommandOutcome outcome = waiting->wait();
  if (!outcome.result) return std::unexpected(std::move(outcome.result.error()));
  return *std::move(outcome.result);
}

}  // namespace

identity::Outcome<std::uint64_t> admit_member(live::Registry& registry, live::Loop& loop, const std::string& community,
                                              const v1::Command& add_member) {
  const auto accepted = run_as(community::Actor::founder(), registry, loop, community, add_member);
  if (!accepted) return std::unexpected(accepted.error());
  return accepted->first_seq();
}

identity::Outcome<identity::Done> dismiss_member(live::Registry& registry, live::Loop& loop,
                                                 const std::string& community, const v1::Command& end_membership) {
  const auto accepted = run_as(community::Actor::founder(), registry, loop, community, end_membership);
  if (!accepted) return std::unexpected(accepted.error());
  return identity::Done{};
}

identity::Outcome<v1::Accepted> run_as_member(live::Registry& registry, live::Loop& loop, const std::string& community,
                                              std::uint64_t member_id, const v1::Command& command) {
  return run_as(community::Actor::member(member_id), registry, loop, community, command);
}

}  // namespace ramure
