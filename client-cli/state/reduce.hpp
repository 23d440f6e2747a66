// One event into the picture: a function per family. Each skips rows that hold the event already, so that reducing an
// event twice is harmless.
#pragma once

#include "client-cli/state/rows.hpp"
#include "ramure/v1/events.pb.h"

namespace ramure::cli {

inline constexpr std::uint64_t directory_id = 1;

// Dispatches to the following.
void reduce_event(Picture& picture, std::uint64_t my_id, const v1::Event& event);

void reduce_people(Picture& picture, const v1::Event& event);
void reduce_directory(Picture& picture, const v1::Event& event);
void reduce_places(Picture& picture, const v1::Event& event);
void reduce_thread(Picture& picture, std::uint64_t my_id, const v1::Event& event);
void reduce_message(Picture& picture, const v1::Event& event);
void reduce_move(Picture& picture, const v1::Event& event);

// The territory as it is from `seq` on: its places that are called after it follow a new name.
void take_territory(Picture& picture, const v1::Territory& territory, std::uint64_t seq);

// Drops what is known of a channel's insides up to a seq: it was left, or is entered anew.
void drop_channel_contents(Picture& picture, std::uint64_t channel_id, std::uint64_t up_to_seq);

}  // namespace ramure::cli
