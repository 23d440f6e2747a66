#include "server/community_door.hpp"

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

}  // namespace

identity::Outcome<v1::Accepted> run_and_wait(live::Registry& registry, live::Loop& loop, const std::string& community,
                                             live::PendingCommand command) {
  auto lease = registry.open_now(community);
  if (!lease) return std::unexpected(std::move(lease.error()));
  const auto waiting = std::make_shared<Waiting>();
  auto refused = (*lease)->submit(std::move(command), {waiting, &loop, 0});
  if (refused) return std::unexpected(std::move(*refused));
  live::CommandOutcome outcome = waiting->wait();
  if (!outcome.result) return std::unexpected(std::move(outcome.result.error()));
  return *std::move(outcome.result);
}

}  // namespace ramure
