// A copy of a roadmap's text on its way to the server: what its file holds becomes changes of the version that it was
// opened at, which the server moves over what others wrote meanwhile. Whatever goes wrong, the copy stays.
#pragma once

#include <vector>

#include "client-cli/roadmaps/clashes.hpp"
#include "client-cli/session/roadmap_copies.hpp"
#include "client-cli/session/session.hpp"

namespace ramure::cli {

struct Sent {
  bool is_changed = false;  // false: the file holds what was there before, and nothing was sent
  std::uint64_t version = 0;
  std::size_t controls_removed = 0;
  bool others_wrote = false;
  std::vector<std::uint64_t> others;  // who, as far as it can be told
  std::vector<Clash> clashes;         // passages that both changed
};

// A copy that is to be edited. `text` is what was read of the roadmap; the editor id is drawn anew.
CopyState opened_copy(const v1::RoadmapAnswer& roadmap, const v1::TextAnswer& text);

// Failure: nothing is lost; its text says where the copy is and how to take it up again. Exit::kept_for_later when only
// the network is in the way. What was sent without an answer is recognised by the server when it is sent again.
// `may_be_empty`: a file without a word is meant.
Result<Sent> send_copy(Session& session, OpenCopy& copy, bool may_be_empty);

// The same failure, with the place where the copy is.
Failure with_copy_kept(OpenCopy& copy, Failure failure);

}  // namespace ramure::cli
