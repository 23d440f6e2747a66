// The body of CommunityHost::read: what needs the type of the result.
#pragma once

#include <utility>

#include "server/live/refusals.hpp"

namespace ramure::live {

template <class Result>
void CommunityHost::read(Loop& loop, std::move_only_function<Result(storage::Reader&)> job,
                         std::move_only_function<void(std::expected<Result, v1::Refusal>)> done) {
  using Answer = std::expected<Result, v1::Refusal>;
  auto shared_done = std::make_shared<std::move_only_function<void(Answer)>>(std::move(done));
  auto self = shared_from_this();
  const bool taken =
      with_reader(Bound::queue, [self, &loop, job = std::move(job), shared_done](storage::Reader& reader) mutable {
        Answer answer = guarded_read<Result>(job, reader, self->services_.hooks);
        loop.post([self, shared_done, answer = std::move(answer)]() mutable { (*shared_done)(std::move(answer)); });
      });
  if (!taken) {
    loop.post([shared_done] { (*shared_done)(Answer(std::unexpected(overloaded("too many questions wait")))); });
  }
}

}  // namespace ramure::live
