"""What leaves a store in other forms: the merged reading, and networks for programs that draw and count."""
