// What the benchmark says: one figure per line, always with the limit that was measured in the same run, as a ratio of
// which lower is better, beside the highest ratio that was asked for.
#pragma once

#include <string>
#include <vector>

namespace ramure::load {

struct Figure {
  std::string name;
  double figure = 0;  // what Ramure needed
  std::string unit;
  double limit = 0;  // what the bare thing needed, in the same unit
  double ratio = 0;  // figure / limit, or limit / figure where more is better
  double bound = 0;  // the highest ratio asked for
  std::string note;
};

class Report {
 public:
  explicit Report(bool json) : json_(json) {}
  void add(const Figure& figure);  // JSON lines are printed at once
  void print() const;              // the table

 private:
  bool json_;
  std::vector<Figure> figures_;
};

}  // namespace ramure::load
