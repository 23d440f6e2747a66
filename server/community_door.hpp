// How the server's own threads (the accounts', the desk's for answers by mail) ask something of a community or have it
// do something, and wait: never on an I/O thread. What refuses is passed on as it is.
#pragma once

#include <future>
#include <string>

#include "server/identity/accounts.hpp"
#include "server/live/loop.hpp"
#include "server/live/refusals.hpp"
#include "server/live/registry.hpp"

namespace ramure {

// On disk when it returns. The outcome comes by way of `loop`, which must be turning.
identity::Outcome<v1::Accepted> run_and_wait(live::Registry& registry, live::Loop& loop, const std::string& community,
                                             live::PendingCommand command);

// `look` runs on the writer's thread, between batches. It may throw what storage throws: it is thrown here, to whoever
// asked.
template <class T, class Look>
identity::Outcome<T> look_at(live::Registry& registry, const std::string& community, Look look) {
  auto lease = registry.open_now(community);
  if (!lease) return std::unexpected(std::move(lease.error()));
  std::promise<identity::Outcome<T>> seen;
  const bool taken = (*lease)->with_store([&](storage::Store& store) {
    try {
      seen.set_value(look(store));
    } catch (...) {
      seen.set_exception(std::current_exception());
    }
  });
  if (!taken) return std::unexpected(live::overloaded("the community is being closed"));
  return seen.get_future().get();
}

}  // namespace ramure
