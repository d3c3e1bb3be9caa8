"""The words and rules of the work: plain values in, plain values or refusals out."""
