// A connection's two directions, as queues of whole messages. Cutting it loses what is still in them.
#pragma once

#include <deque>

#include "ramure/v1/frames.pb.h"

namespace ramure::sim {

struct Wire {
  std::deque<v1::ClientFrame> to_server;
  std::deque<v1::ServerFrame> to_client;
  bool is_cut = false;
};

}  // namespace ramure::sim
