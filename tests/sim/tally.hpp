// What happened in a world: so that a test can tell a lively one from one in which nothing could go wrong.
#pragma once

#include <cstdint>

namespace ramure::sim {

struct Tally {
  std::uint64_t events = 0, refusals = 0, repeated = 0, erasures = 0, moves = 0, uploads = 0, round_events = 0;
  std::uint64_t roadmap_events = 0, text_changes = 0, text_deliveries = 0, texts_opened = 0;
  std::uint64_t frames = 0, pages = 0, private_pages = 0, snapshots = 0, resumed = 0;
  std::uint64_t crashes = 0, lost_batches = 0, restores = 0, cuts = 0, overloads = 0, views = 0;

  void add(const Tally& other) {
    events += other.events, refusals += other.refusals, repeated += other.repeated, erasures += other.erasures;
    moves += other.moves, uploads += other.uploads, round_events += other.round_events;
    roadmap_events += other.roadmap_events, text_changes += other.text_changes;
    text_deliveries += other.text_deliveries, texts_opened += other.texts_opened;
    frames += other.frames, pages += other.pages, private_pages += other.private_pages;
    snapshots += other.snapshots, resumed += other.resumed;
    crashes += other.crashes, lost_batches += other.lost_batches, restores += other.restores;
    cuts += other.cuts, overloads += other.overloads, views += other.views;
  }
};

}  // namespace ramure::sim
