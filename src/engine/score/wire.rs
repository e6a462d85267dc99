//! The shape in which answers and results of measures are exchanged with other programs.
