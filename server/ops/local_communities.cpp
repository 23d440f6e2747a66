#include "server/ops/local_communities.hpp"

#include <cstdlib>
#include <iostream>

#include "server/live/writer.hpp"
#include "storage/store.hpp"

namespace ramure::ops {

namespace {

[[noreturn]] void stop_uncertain(const std::string& what) {
  std::cerr << "ramured: nobody knows whether the last change is on disk: " << what << std::endl;
  std::_Exit(exit_status(AdminFault::Kind::internal));
}

}  // namespace

Submit submit_locally(const DataPaths& paths, const Clock& clock) {
  return [&paths, &clock](const std::string& slug, const community::Actor& actor, const v1::Command& command) {
    const auto store = storage::Store::open(paths.community(slug), {});
    std::string broken;
    live::Writer writer(*store, clock, {.on_uncertain = stop_uncertain, .on_internal = [&](const std::string& what) {
                                          broken = what;
                                        }});
    const live::PendingCommand pending{actor, command};
    auto result = std::move(writer.run_batch({&pending, 1}).outcomes.front().result);
    if (!result && !broken.empty()) result.error().set_message(result.error().message() + ": " + broken);
    return result;
  };
}

}  // namespace ramure::ops
