// Outcomes of accounts come on a pool thread; they are answered on the connection's own loop.
//
//   services.accounts.sign_out(id, answering<identity::Done>(loop, std::move(respond), [](const auto&) { … Response …
//   }));
#pragma once

#include <utility>

#include "server/identity/accounts.hpp"
#include "server/live/loop.hpp"
#include "server/net/answers.hpp"

namespace ramure::net {

template <class T, class Compose>
identity::Handler<T> answering(live::Loop& loop, Respond respond, Compose compose) {
  return [&loop, respond = std::move(respond), compose = std::move(compose)](identity::Outcome<T> outcome) mutable {
    loop.post([respond = std::move(respond), compose = std::move(compose), outcome = std::move(outcome)]() mutable {
      respond(outcome ? compose(*outcome) : refusal_answer(outcome.error()));
    });
  };
}

}  // namespace ramure::net
