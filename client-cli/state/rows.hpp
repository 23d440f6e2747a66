// What a client holds of a community: the nouns of the protocol, each with the seq up to which it is known.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "ramure/v1/model.pb.h"
#include "ramure/v1/private.pb.h"

namespace ramure::cli {

// A thing as of a seq: events up to there are in it already.
template <class Thing>
struct Row {
  Thing thing;
  std::uint64_t as_of_seq = 0;
};

struct ChannelRow {
  v1::Channel channel;
  v1::Membership membership;
  std::uint64_t as_of_seq = 0;  // of its list of threads, too
  bool is_loaded = false;       // false: entered, and not asked for yet
};

// A stretch of a thread's messages that was asked for, without a gap. Where it reaches the end of the thread it grows.
struct HistoryRow {
  std::uint64_t channel_id = 0;
  std::uint64_t as_of_seq = 0;
  bool more_before = false, more_after = false, older_hidden = false;
  std::map<std::uint64_t, v1::Message> messages;
};

// « Le mot de l'animation », and the plenary whose readers it is for (0: it is not known, or not ours).
struct WordRow {
  v1::Word word;
  std::uint64_t channel_id = 0, as_of_seq = 0;
};

// Of a private row: its kind and what it is about. One row per key; the last writer wins.
using PrivateKey = std::tuple<int, std::uint64_t, std::uint64_t>;

// What has to be asked for before the picture is whole again.
struct Wants {
  bool snapshot = false;  // the directory or the plenary was entered or left: who is seen changes altogether
  std::uint64_t directory_after_id = 0;  // the next page of a directory that did not fit; 0: it is whole
  std::set<std::uint64_t> channels;      // entered: GetChannel
  std::set<std::uint64_t> threads;  // not among the latest that the snapshot held, or messages came or went: GetThread
  std::set<std::uint64_t> histories;  // were held until messages were moved into or out of them: GetHistory
};

struct Picture {
  std::map<std::uint64_t, ChannelRow> channels;
  std::map<std::uint64_t, Row<v1::Member>> members;
  std::map<std::uint64_t, Row<v1::Territory>> territories;
  std::map<std::uint64_t, Row<v1::Theme>> themes;
  std::uint64_t directory_as_of_seq = 0;  // of who and what is in the three above
  std::map<std::uint64_t, Row<v1::Thread>> threads;
  std::map<std::uint64_t, HistoryRow> histories;  // by thread
  WordRow word;
  std::map<PrivateKey, v1::PrivateRow> private_rows;
  Wants wants;
};

}  // namespace ramure::cli
