// What imaginary people still have to say in a practice round, out of its script. Internal to this room.
#pragma once

#include "server/codev/practice_script.hpp"
#include "server/codev/round.hpp"

namespace ramure::codev {

class UnsaidLines {
 public:
  // Both outlive it.
  UnsaidLines(const Round& round, const PracticeScript& script, TimestampMs now)
      : round_(round), script_(script), now_(now) {}

  // Hers in their order, those of the client first where she is the client.
  std::vector<const PracticeLine*> unsaid(std::uint64_t member_id) const;
  // Whether it may be her next words in the open step. Requests and reservations never are: they have a time of their
  // own.
  bool is_for_here(const PracticeLine& line) const;
  // UNSPECIFIED: this form has no such kind.
  v1::ContributionMeaning meaning_of(const PracticeLine& line) const;
  // With the date of an action, and where the plan's actions are.
  v1::Contribution whole(std::uint64_t member_id, const PracticeLine& line) const;
  std::string answer_to(const v1::Contribution& question) const;

 private:
  bool was_said(std::uint64_t member_id, const PracticeLine& line) const;
  bool can_be_answered() const;

  const Round& round_;
  const PracticeScript& script_;
  TimestampMs now_;
};

}  // namespace ramure::codev
