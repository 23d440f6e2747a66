// Running the same crowd against Ramure and against the bare servers.
#pragma once

#include "ramure/v1/commands.pb.h"
#include "tests/load/scenarios.hpp"
#include "tests/load/swarm.hpp"

namespace ramure::load {

struct Crowd {
  std::vector<std::size_t> members;             // indexes into ServedCommunity::members, one connection each
  std::vector<std::size_t> senders;             // indexes into `members`
  std::vector<std::uint64_t> thread_of_sender;  // parallel to `senders`
  std::vector<std::size_t> room_of;             // parallel to `members`: for the bare servers
};

struct Cost {
  double cpu_per_delivery_us = 0;
  double messages_per_second = 0;
  double p99_seconds = 0;
};

// The crowd on the real server, which is started on the community's data and stopped again. `compose` makes what a
// sender sends; posts to the sender's thread when it is left out.
Cost cost_of_ramure(const ServedCommunity& community, const Crowd& crowd, Swarm::Load load,
                    Swarm::Compose compose = {});

// The same crowd on a bare server.
Cost cost_of_bare(const std::filesystem::path& folder, bool gathering, const Crowd& crowd, Swarm::Load load);

// What a connection says first.
std::string hello_frame();

// A text of about 110 bytes that tells when it was sent.
std::string body_with_time(double sent_at);

// A command as a client sends it.
std::string command_frame(const std::string& key, v1::Command command);

// A post as a client sends it; its event, ready-made, as the bare servers pass it on.
std::string post_frame(std::uint64_t thread_id, const std::string& key, double sent_at);
std::string ready_event(std::uint64_t thread_id, const std::string& key, double sent_at);

}  // namespace ramure::load
