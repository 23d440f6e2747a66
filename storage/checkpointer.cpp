#include "storage/connection.hpp"
#include "storage/store.hpp"

namespace ramure::storage {

struct Checkpointer::State {
  explicit State(const std::filesystem::path& folder)
      : community(folder / "community.db", {.database = "community"}),
        drafts(folder / "drafts.db", {.database = "drafts"}) {}
  Connection community;
  Connection drafts;
};

Checkpointer::Checkpointer(std::unique_ptr<State> state) : state_(std::move(state)) {}
Checkpointer::~Checkpointer() = default;

std::unique_ptr<Checkpointer> Checkpointer::open(const std::filesystem::path& folder) {
  return std::unique_ptr<Checkpointer>(new Checkpointer(std::make_unique<State>(folder)));
}

bool Checkpointer::run(bool truncate) {
  const bool community_done = state_->community.checkpoint(truncate);
  return state_->drafts.checkpoint(truncate) && community_done;
}

}  // namespace ramure::storage
